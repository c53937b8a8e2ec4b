import { expect, test } from 'vitest'
import { auditHref, auditSearch, parseAuditFilter } from './audit-filter'

const by = '0199f3c2-7b1e-7c40-9a55-1f0e6c2d9b11'
const none = { action: null, by: null, day: null, before: null }

test('a filter survives its way through the address', () => {
  const filter = {
    action: 'frame.viewed',
    by,
    day: '2026-05-12',
    before: { createdAt: new Date('2026-05-12T10:00:00Z'), id: by },
  } as const
  const search = new URL(auditHref(filter), 'http://kioo.test').searchParams
  expect(parseAuditFilter(Object.fromEntries(search))).toEqual(filter)
})

test.each([
  {},
  { action: '', by: '', day: '', before: '' },
  { action: 'moon.landed', by: 'Ada', day: '12 May', before: 'x' },
  { day: '2026-02-31' },
  { day: '0002-05-12' },
])('what makes no sense is no filter: %j', (search) => expect(parseAuditFilter(search)).toEqual(none))

test('the whole log has the plain address', () => {
  expect([auditHref({}), auditSearch({})]).toEqual(['/settings/audit', ''])
})
