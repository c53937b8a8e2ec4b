import 'server-only'
import { randomBytes } from 'node:crypto'
import type { DeadReason } from '@/lib/domain/link'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import type { VisitEventDetail } from '@/lib/domain/visit-event'
import { addVisit, type LinkToClaim, lockLink, ownVisit, underWay } from './claim-rows'
import type { Tx } from './db'
import { deadReason } from './link-page'
import { newId } from './new-id'
import { allow } from './rate-limit'
import { hashToken } from './secrets'
import { signalLink } from './signal'
import { inTransaction } from './transaction'
import { moveVisit, noteVisit, setLastVisit, type VisitActor } from './visit'

/** Claims per ten minutes: a person needs two or three; a whole office may share one address. */
const CLAIMS_PER_LINK = 100
const CLAIMS_PER_ADDRESS = 200
const CLAIMS_WINDOW_S = 600

/** Who knocks, and with what. */
export type Claim = {
  language: string
  /** Browser and system in words. */
  device: string
  /** For counting only. */
  address: string
  /** The token of the visit cookie this browser already has: its own visit is resumed. */
  cookie?: string | null
  /** Whether the person was asked and goes on here, so that another device's visit ends. */
  supersede?: boolean
}

export type Claimed = Outcome<{ visitCookie: string; visitId: string; linkId: string; resumed: boolean }>

/**
 * Exchanges a link's token for a visit of 15 minutes. By POST alone. The use is not spent yet. Refusals:
 * unknown_link; expired, completed, paused, revoked, reissued, not_me; in_use (another device is under way:
 * ask, then claim again with `supersede`); too_many.
 */
export async function claimVisit(token: string, claim: Claim): Promise<Claimed> {
  if (!(await mayClaim({ token }, claim.address))) return tooMany()
  return claimBy({ tokenHash: hashToken(token) }, claim, 'link')
}

/** A link as whoever claims it names it: by a token, which may be no link's at all, or from a visit of it. */
type Claimable = { token: string } | { linkId: string }

/** Counts one more claim, of the link and of the address, before anything is looked up. False: that was one too many. */
export async function mayClaim(link: Claimable, address: string): Promise<boolean> {
  const byAddress = await allow(`claim address ${address}`, CLAIMS_PER_ADDRESS, CLAIMS_WINDOW_S)
  const which = 'token' in link ? `link ${link.token}` : `again ${link.linkId}`
  return byAddress && (await allow(`claim ${which}`, CLAIMS_PER_LINK, CLAIMS_WINDOW_S))
}

/** The refusal of whoever is over the limits of `mayClaim`. */
export const tooMany = () => refuse('too_many', 'That was tried too often. Wait some minutes, then try again.')

type By = VisitEventDetail['claimed']['by']
/** One transaction, with the link's row locked first: of two devices at one moment the second sees the first. */
export async function claimBy(which: LinkToClaim, claim: Claim, by: By): Promise<Claimed> {
  const outcome = await inTransaction((tx) => claimIn(tx, which, claim, by))
  if (outcome.ok && !outcome.resumed) await signalLink(outcome.linkId)
  return outcome
}

async function claimIn(tx: Tx, which: LinkToClaim, claim: Claim, by: By): Promise<Claimed> {
  const link = await lockLink(tx, which)
  if (!link) return refuse('unknown_link', 'This link is not known. Check that the whole address was copied.')
  const own = claim.cookie ? await ownVisit(tx, link.id, claim.cookie) : null
  const visits = await underWay(tx, link.id)
  const handingOver = visits.find(({ id }) => 'visitId' in which && id === which.visitId)
  // A person under way finishes, on this device or by handing over, even when the link ran out or was paused meanwhile.
  const dead = deadReason(link)
  const forGood = deadReason({ ...link, pausedAt: null })
  const mayFinish = (own || handingOver) && (forGood === null || forGood === 'expired')
  if (dead && !mayFinish) return deadLink(dead)
  // Spent also when their own visit is only resumed: a code that was read out is good for nobody afterwards.
  const isCodeGood = !('spendCode' in which && which.spendCode) || (await which.spendCode(tx))
  if (claim.cookie && own) return { ok: true, visitCookie: claim.cookie, visitId: own, linkId: link.id, resumed: true }
  if (!isCodeGood) return refuse('wrong_code', 'This code was used already.')

  // People with an open link do not know of each other; a personal link is on one device at a time.
  const others = link.isForOne ? visits : handingOver ? [handingOver] : []
  // A visit hands itself over by its code; to end anybody else's the person is asked first.
  if (others.some(({ id }) => id !== handingOver?.id) && !claim.supersede)
    return refuse('in_use', 'This was begun on another device. Go on here, and the other one stops.')
  const deadline = dead ? (handingOver?.deadline ?? null) : null
  return { ok: true, linkId: link.id, resumed: false, ...(await beginVisit(tx, link, others, claim, { by, deadline })) }
}

/** Adds the visit, in place of these others, and makes it the link's last. */
async function beginVisit(
  tx: Tx,
  link: { id: string; isForOne: boolean },
  others: { id: string }[],
  { device, language }: Claim,
  { by, deadline }: { by: By; deadline: Date | null },
): Promise<{ visitCookie: string; visitId: string }> {
  const visitCookie = randomBytes(32).toString('base64url')
  const visitId = newId()
  await addVisit(tx, { visitId, link, cookieHash: hashToken(visitCookie), deadline }, { device, language })
  await noteVisit(tx, visitId, { kind: 'claimed', detail: { device, language, by } })
  for (const { id: other } of others) {
    await moveVisit(tx, other, { kind: 'superseded', detail: { device } })
    await tx.$executeRaw`UPDATE "Visit" SET "supersededById" = ${visitId}::uuid WHERE id = ${other}::uuid`
  }
  await setLastVisit(tx, link.id, visitId)
  return { visitCookie, visitId }
}

const deadWords: Record<DeadReason, string> = {
  expired: 'This link has run out.',
  completed: 'This link has been used.',
  paused: 'This link is paused for now.',
  revoked: 'This link was stopped.',
  reissued: 'There is a newer link in place of this one.',
  not_me: 'This link was stopped, because somebody said they are not the person it is for.',
}

/** The refusal of a link that cannot be used, in the words its holder reads. */
export function deadLink(reason: DeadReason): Refusal {
  return refuse(reason, `${deadWords[reason]} You can ask for a new one.`)
}

/**
 * One more selfie by the same link, after a result that asks for it, or after a "no" or the end of the time: a
 * new visit of the same device. Refusals: claimVisit's.
 */
export async function claimAgain(visit: VisitActor, claim: Omit<Claim, 'cookie'>): Promise<Claimed> {
  const { linkId } = visit
  if (!(await mayClaim({ linkId }, claim.address))) return tooMany()
  return claimBy({ linkId }, claim, 'again')
}
