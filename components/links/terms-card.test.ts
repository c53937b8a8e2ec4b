import { type ComponentProps, createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { TermsCard } from './terms-card'

const link: ComponentProps<typeof TermsCard>['link'] = {
  environment: 'SANDBOX',
  uses: 0,
  maxUses: 1,
  expiresAt: new Date('2026-05-12T11:32:00Z'),
  createdAt: new Date('2026-05-11T11:32:00Z'),
  by: 'Ada Obi',
  email: null,
  label: '',
  language: null,
  redirectUrl: null,
  contact: '',
  allowReEnroll: false,
  reason: null,
  sentAt: null,
  remindedAt: null,
}

test('no term of a link is named without being told', () => {
  const html = renderToStaticMarkup(createElement(TermsCard, { link, zone: 'UTC' }))
  expect(html).not.toMatch(/<dd[^>]*><\/dd>/)
  expect(html).toContain('The organisation’s own')
})
