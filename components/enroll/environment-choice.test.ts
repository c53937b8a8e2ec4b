import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { type Environment, environments } from '@/lib/domain/environment'
import { EnvironmentChoice } from './environment-choice'

function drawn(environments: readonly Environment[]): string {
  const props = { draft: { environment: 'SANDBOX' as const }, errors: {}, change: () => undefined, environments }
  return renderToStaticMarkup(createElement(EnvironmentChoice, props))
}

test('an environment is chosen where there are two, and only said where there is one', () => {
  expect(drawn(environments).match(/type="radio"/g)).toHaveLength(2)
  const one = drawn(['SANDBOX'])
  expect(one).not.toContain('type="radio"')
  expect(one.replaceAll(/<[^>]+>/g, ' ')).toContain('Sandbox.')
})
