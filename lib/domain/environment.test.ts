import { expect, test } from 'vitest'
import { environmentsToShow } from './environment'

test.each([
  { configured: ['SANDBOX', 'PRODUCTION'], chosen: null, shown: ['SANDBOX', 'PRODUCTION'] },
  { configured: ['PRODUCTION', 'SANDBOX'], chosen: 'PRODUCTION', shown: ['SANDBOX', 'PRODUCTION'] },
  { configured: ['SANDBOX'], chosen: null, shown: [] },
  { configured: ['SANDBOX'], chosen: 'SANDBOX', shown: ['SANDBOX'] },
  { configured: ['SANDBOX'], chosen: 'PRODUCTION', shown: ['SANDBOX', 'PRODUCTION'] },
  { configured: [], chosen: null, shown: [] },
  { configured: [], chosen: 'PRODUCTION', shown: ['PRODUCTION'] },
] as const)('with keys of $configured and $chosen chosen, a list shows $shown', ({ configured, chosen, shown }) => {
  expect(environmentsToShow(configured, chosen)).toEqual(shown)
})
