import 'server-only'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { claimVisit } from '@/lib/server/claim-visit'
import { giveConsent } from '@/lib/server/consent'
import { db } from '@/lib/server/db'
import { submitVisit } from '@/lib/server/enroll-by-visit'
import type { VisitActor } from '@/lib/server/visit'
import { code } from './captures'
import { checkThenInsert } from './check-then-insert'
import { knock, visitCapture, visitOf } from './links'

// One of the processes of the race for a link's last use: a whole Node process with a pool of its own. It is told
// to bring people as far as the last step, and then to let them all take it at once.

const orderSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bring'), token: z.string(), people: z.number() }),
  z.object({ kind: z.literal('submit'), by: z.enum(['portal', 'check-then-insert']) }),
])
export type Order = z.infer<typeof orderSchema>

const submits = { portal: submitVisit, 'check-then-insert': checkThenInsert }
/** Only the submits race. A crowd that comes all at once to claim presses again, and that counts as claims too. */
const BROUGHT_AT_ONCE = 8
let ready: { visit: VisitActor; captureId: string }[] = []

async function bring(token: string): Promise<{ visit: VisitActor; captureId: string }> {
  // Everybody from an address of their own: how often one address may claim is tested elsewhere.
  const claimed = await claimVisit(token, { ...knock, address: randomUUID() })
  if (!claimed.ok) throw new Error(claimed.code)
  const visit = await visitOf(claimed.visitCookie)
  await giveConsent(visit, { language: 'en', textVersion: 'test' })
  return { visit, captureId: await visitCapture(visit.id) }
}

/** A crowded machine may refuse a connection. Then people press again, as their page does for them. */
async function insist<T>(work: () => Promise<T>, tries = 5): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (tries === 1) throw thrown
    return insist(work, tries - 1)
  }
}

async function obey(order: Order): Promise<string[]> {
  if (order.kind === 'submit')
    return (
      await Promise.all(ready.map(({ visit, captureId }) => insist(() => submits[order.by](visit, captureId))))
    ).map(code)
  ready = []
  while (ready.length < order.people) {
    const some = Math.min(BROUGHT_AT_ONCE, order.people - ready.length)
    ready.push(...(await Promise.all(Array.from({ length: some }, () => insist(() => bring(order.token))))))
  }
  return []
}

process.on('message', (message) => {
  obey(orderSchema.parse(message)).then(
    (codes) => process.send?.({ codes }),
    (thrown: unknown) => process.send?.({ thrown: String(thrown) }),
  )
})
process.on('disconnect', () => void db().$disconnect())
