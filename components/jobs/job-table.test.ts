import { type ComponentProps, createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { AUTHENTICATE } from '@/lib/domain/job'
import { JobTable } from './job-table'

const putOff: ComponentProps<typeof JobTable>['jobs'][number] = {
  id: '01a226da-2a9e-7000-a1e5-94c799ca84fc',
  createdAt: new Date(),
  environment: 'SANDBOX',
  type: AUTHENTICATE,
  state: 'queued',
  resultCode: null,
  failureCode: null,
  attempts: 1,
  nextStepAt: new Date(Date.now() + 600_000),
  by: 'Ada Obi',
  isByLink: false,
  enrolleeId: '01a226da-2a9d-7000-9412-356dac716d7a',
  person: { userId: 'emp-0042', displayName: 'Wanjiru Kamau' },
  sentAgainAs: null,
  reportWaits: false,
  conflictWaits: false,
  withdrawnAt: null,
  isBarred: false,
}

test('what a job is and when it is tried next stand apart in its line', () => {
  const props = { jobs: [putOff], zone: 'UTC', label: 'Jobs', reader: { mayCapture: false } }
  const html = renderToStaticMarkup(createElement(JobTable, props))
  expect(html.replaceAll(/<[^>]+>/g, '')).toContain('Authenticate · Next try at ')
})

test('on a page of one person a row tells which job it is by the end of its id, and names nobody', () => {
  const props = { jobs: [putOff], zone: 'UTC', label: 'Jobs', reader: { mayCapture: false }, onePerson: true }
  const html = renderToStaticMarkup(createElement(JobTable, props))
  expect(html).toContain('…94c799ca84fc<')
  expect(html).not.toContain('Wanjiru Kamau')
})

test('where somebody has to copy ids, a row tells the whole of its own', () => {
  const props = { jobs: [putOff], zone: 'UTC', label: 'Jobs', reader: { mayCapture: false }, onePerson: true }
  const html = renderToStaticMarkup(createElement(JobTable, { ...props, wholeIds: true }))
  expect(html).toContain('>01a226da-2a9e-7000-a1e5-94c799ca84fc<')
})
