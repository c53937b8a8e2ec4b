import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { drawnName, untouched } from '@/lib/domain/form-state'
import type { Staff } from '@/lib/domain/permissions'
import { readOrganisation } from '@/lib/server/organisation'
import { newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { saveOrganisationAction } from './actions'

vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))
// Who is asking has tests of its own beside the door.
let asking: Staff
vi.mock('@/lib/server/auth', () => ({
  actionActor: async (_: string, read: () => object) => ({ ...read(), actor: asking }),
}))

let close = async () => {}
beforeAll(async () => {
  close = (await testDatabase()).close
  asking = await newOperator()
})
afterAll(() => close())

const unnamed = { name: '', privacyUrl: '', contact: '', retentionDays: '30' }

/** A form that was drawn when these stood in it, with what is typed. */
function posted(drawn: typeof unnamed, typed: Partial<typeof unnamed>): FormData {
  const form = new FormData()
  for (const [name, text] of Object.entries({ ...drawn, ...typed })) form.set(name, text)
  for (const [name, text] of Object.entries(drawn)) form.set(drawnName(name), text)
  return form
}

test('a page that was open while somebody else changed the days does not put them back', async () => {
  const save = async (form: FormData) => (await saveOrganisationAction(untouched, form)).refusal
  expect(await save(posted(unnamed, { name: 'Lagos Savings' }))).toBeNull()
  const drawn = { ...unnamed, name: 'Lagos Savings' }
  expect(await save(posted(drawn, { retentionDays: '7' }))).toBeNull()
  expect(await save(posted(drawn, { contact: 'Ring us' }))).toBeNull()
  expect(await readOrganisation()).toMatchObject({ name: 'Lagos Savings', contact: 'Ring us', retentionDays: 7 })
  // The days as they were are a choice, where others stood there.
  expect(await save(posted({ ...drawn, retentionDays: '7' }, { retentionDays: '30' }))).toBeNull()
  expect(await readOrganisation()).toMatchObject({ contact: 'Ring us', retentionDays: 30 })
})
