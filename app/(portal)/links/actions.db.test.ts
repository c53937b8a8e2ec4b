import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Staff } from '@/lib/domain/permissions'
import { db } from '@/lib/server/db'
import { log } from '@/lib/server/log'
import { hashToken } from '@/lib/server/secrets'
import { sendLink } from '@/lib/server/send-link'
import { newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { newLink } from '@/scripts/testing/links'
import { remindAction } from './actions'

vi.mock('@/lib/server/send-link', { spy: true })
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))
vi.mock('next/headers', () => ({ cookies: async () => ({ get: () => undefined }) }))
// Who is asking has tests of its own beside the door; here it is whoever `asking` says.
let asking: Staff
vi.mock('@/lib/server/auth', () => ({ actionActor: async () => ({ ok: true, actor: asking }) }))

let close = async () => {}
beforeAll(async () => {
  close = (await testDatabase()).close
  asking = await newOperator()
})
afterAll(() => close())

test('a reminder whose mail breaks still gives the new link, which only this answer knows, and says that it was not mailed', async () => {
  const { linkId: formerId } = await newLink(asking, { email: 'mina@example.org', displayName: 'Mina' })
  vi.mocked(sendLink).mockRejectedValueOnce(new Error('the link of mina@example.org'))
  const logged = vi.spyOn(log, 'error').mockReturnValue()
  const answer = await remindAction({ linkId: formerId, formKey: randomUUID(), title: 'Mina' })
  if (!answer.ok) throw new Error(answer.code)
  const { made, mail } = answer
  expect(mail).toBe('failed')
  expect(made).toMatchObject({ title: 'Mina', email: 'mina@example.org', qr: expect.anything() })
  const kept = await db().link.findUniqueOrThrow({ where: { id: made.linkId } })
  expect(kept).toMatchObject({ reissuedFromId: formerId, revokedAt: null })
  expect(Buffer.from(kept.tokenHash)).toEqual(Buffer.from(hashToken(made.url.slice(-43))))
  expect(logged.mock.calls).toEqual([['a reminder was not sent', { error: 'Error' }]])
})
