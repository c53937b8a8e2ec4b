import 'server-only'
import { randomBytes } from 'node:crypto'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import { VISIT_MINUTES } from '@/lib/domain/visit'
import type { VisitEventDetail } from '@/lib/domain/visit-event'
import type { Tx } from './db'
import { type DeadReason, deadReason, type StopRow } from './link-page'
import { newId } from './new-id'
import { allow } from './rate-limit'
import { hashToken } from './secrets'
import { signalLink } from './signal'
import { inTransaction } from './transaction'
import { moveVisit, noteVisit } from './visit'

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
  const tokenHash = hashToken(token)
  if (!(await mayClaim(tokenHash, claim.address))) return tooMany()
  return claimBy({ tokenHash }, claim, 'link')
}

/** Claims counted per link and per address, before anything is looked up. */
export async function mayClaim(link: Uint8Array, address: string): Promise<boolean> {
  const byAddress = await allow(`claim address ${address}`, CLAIMS_PER_ADDRESS, CLAIMS_WINDOW_S)
  const key = Buffer.from(link).toString('base64url')
  return byAddress && (await allow(`claim link ${key}`, CLAIMS_PER_LINK, CLAIMS_WINDOW_S))
}

export const tooMany = () => refuse('too_many', 'That was tried too often. Wait some minutes, then try again.')

type By = VisitEventDetail['claimed']['by']
type Which = { tokenHash: Uint8Array } | { linkId: string; take?: (tx: Tx) => Promise<boolean> }

/** One transaction, with the link's row locked first: of two devices at one moment the second sees the first. */
export async function claimBy(which: Which, claim: Claim, by: By): Promise<Claimed> {
  const outcome = await inTransaction((tx) => claimIn(tx, which, claim, by))
  if (outcome.ok && !outcome.resumed) await signalLink(outcome.linkId)
  return outcome
}

async function claimIn(tx: Tx, which: Which, claim: Claim, by: By): Promise<Claimed> {
  const link = await lockLink(tx, which)
  if (!link) return refuse('unknown_link', 'This link is not known. Check that the whole address was copied.')
  const own = claim.cookie ? await ownVisit(tx, link.id, claim.cookie) : null
  // Resuming comes first: a person under way finishes, even when the link ran out meanwhile.
  const dead = deadReason(link)
  if (dead && !(dead === 'expired' && own)) return deadLink(dead)
  if (claim.cookie && own) return { ok: true, visitCookie: claim.cookie, visitId: own, linkId: link.id, resumed: true }
  if ('take' in which && which.take && !(await which.take(tx)))
    return refuse('wrong_code', 'This code was used already.')

  const others = link.isForOne ? await underWay(tx, link.id) : []
  if (others.length > 0 && !claim.supersede)
    return refuse('in_use', 'This was begun on another device. Go on here, and the other one stops.')
  const visitCookie = randomBytes(32).toString('base64url')
  const visitId = newId()
  await addVisit(tx, { visitId, linkId: link.id, isForOne: link.isForOne, cookieHash: hashToken(visitCookie) }, claim)
  await noteVisit(tx, visitId, { kind: 'claimed', detail: { device: claim.device, language: claim.language, by } })
  for (const other of others) {
    await moveVisit(tx, other, { kind: 'superseded', detail: { device: claim.device } })
    await tx.$executeRaw`UPDATE "Visit" SET "supersededById" = ${visitId}::uuid WHERE id = ${other}::uuid`
  }
  await tx.$executeRaw`UPDATE "Link" SET "openedAt" = now() WHERE id = ${link.id}::uuid AND "openedAt" IS NULL`
  return { ok: true, visitCookie, visitId, linkId: link.id, resumed: false }
}

async function lockLink(tx: Tx, which: Which) {
  const hash = 'tokenHash' in which ? which.tokenHash : null
  const linkId = 'linkId' in which ? which.linkId : null
  const [link] = await tx.$queryRaw<(StopRow & { id: string; isForOne: boolean })[]>`
    SELECT id, "userId" IS NOT NULL AS "isForOne", "expiresAt", "pausedAt", "revokedAt", "revokedWhy"::text, uses,
           "maxUses", now() AS now
      FROM "Link" WHERE "tokenHash" = ${hash}::bytea OR id = ${linkId}::uuid FOR NO KEY UPDATE`
  return link ?? null
}

async function ownVisit(tx: Tx, linkId: string, cookie: string): Promise<string | null> {
  const [own] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Visit" WHERE "cookieHash" = ${hashToken(cookie)} AND "linkId" = ${linkId}::uuid
       AND "endedAt" IS NULL AND deadline > now()`
  return own?.id ?? null
}

async function underWay(tx: Tx, linkId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Visit" WHERE "linkId" = ${linkId}::uuid AND "endedAt" IS NULL AND deadline > now()`
  return rows.map(({ id }) => id)
}

type NewVisit = { visitId: string; linkId: string; isForOne: boolean; cookieHash: Uint8Array }

/** A personal link's pause goes along to the next device: otherwise changing devices would undo it. */
async function addVisit(tx: Tx, { visitId, linkId, isForOne, cookieHash }: NewVisit, claim: Claim): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Visit" (id, "linkId", "cookieHash", deadline, language, device, "captureCount", "pausedUntil")
    SELECT ${visitId}::uuid, ${linkId}::uuid, ${cookieHash}, now() + make_interval(mins => ${VISIT_MINUTES}::int),
           ${claim.language}, ${claim.device}, COALESCE(max(v."captureCount"), 0), max(v."pausedUntil")
      FROM "Visit" v
     WHERE ${isForOne} AND v."linkId" = ${linkId}::uuid
       AND ((v."endedAt" IS NULL AND v.deadline > now()) OR v."pausedUntil" > now())`
}

const deadWords: Record<DeadReason, string> = {
  expired: 'This link has run out.',
  completed: 'This link has been used.',
  paused: 'This link is paused for now.',
  revoked: 'This link was stopped.',
  reissued: 'There is a newer link in place of this one.',
  not_me: 'This link was stopped, because somebody said they are not the person it is for.',
}

export function deadLink(reason: DeadReason): Refusal {
  return refuse(reason, `${deadWords[reason]} You can ask for a new one.`)
}
