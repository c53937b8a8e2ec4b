import 'server-only'
import { z } from 'zod'
import { type CallbackReading, readCallback } from '@/lib/smile-id/callback'
import { confirmingKeys } from '@/lib/smile-id/signature'
import { judge } from './callback-judgement'
import { type Delivery, keepAuthentic } from './callback-keep'
import { type CallbackAddress, findCallbackJob, setAside } from './callback-store'
import { env } from './env'
import { log } from './log'
import { oncePerProcess } from './once-per-process'
import { plainText } from './plain-text'
import { accounts, type ProviderAccount, sameAccount } from './provider'
import { UNSIGNED_BODY_MAX } from './quarantine'
import { ringSoon } from './queue'
import { hashToken } from './secrets'
import { signalCallback } from './signal'
import { tokenBucket } from './token-bucket'

/** The provider asks receivers to take 1.5 MB. */
export const CALLBACK_BYTES_MAX = 2_000_000

/**
 * Deliveries of one process that are looked into and set aside: far more than honest mistakes, and too few for a
 * flood to take the database from those at work. What is kept at once is not counted.
 */
const mayLookInto = oncePerProcess('odd callbacks', () => tokenBucket({ perSecond: 200, burst: 1_000 }))

/** 32 bytes, base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/**
 * Takes in one delivery: checks it, keeps it with the outcome of the checks, and returns the status to answer
 * with, after the commit. Never moves a job; at most it makes the worker read the provider's own status.
 * `token`: the address's own, null at the account-wide address. Throws when the database does not answer.
 */
export function receiveCallback(token: string | null, body: Uint8Array<ArrayBuffer>): Promise<number> {
  const tokenHash = token !== null && TOKEN.test(token) ? hashToken(token) : null
  return takeIn({ byToken: token !== null, tokenHash }, body, new Date(), mayLookInto)
}

/** How a delivery was addressed. `tokenHash` is null at the account-wide address, and where there was no token of our form. */
type Addressed = { byToken: boolean; tokenHash: Uint8Array | null }

/**
 * Takes in a delivery that arrived at `at`, a moment ago or, where its job was not there yet, earlier. `mayLook`: the
 * flood's limit, for what comes from outside; what was set aside already has nobody who would send it again.
 */
export async function takeIn(
  to: Addressed,
  body: Uint8Array<ArrayBuffer>,
  at: Date,
  mayLook: () => boolean = () => true,
): Promise<number> {
  const { reading, signer } = readWithAnyKey(body, at)
  // The common way is one statement; only what it does not take is looked into.
  // A report beside the verdict is in no status: one that comes late, to the job's own address, would be lost.
  const isCurrent = reading.kind === 'authentic' || (reading.kind === 'stale' && to.byToken && reading.callback.isFraud)
  let delivery: Delivery | null = null
  if (isCurrent && signer && (to.tokenHash || !to.byToken)) {
    const environments = accounts().flatMap((one) => (sameAccount(one, signer) ? one.environment : []))
    delivery = { callback: reading.callback, body, tokenHash: to.tokenHash, environments }
    if (await keep(delivery)) return 200
  }
  // The sender is asked to come again, so nothing is lost by it.
  return mayLook() ? lookInto(to, body, reading, signer, delivery) : 429
}

/** Keeps a delivery that is authentic, and tells those who wait for one. */
async function keep(delivery: Delivery): Promise<boolean> {
  const kept = await keepAuthentic(delivery)
  if (kept?.fresh) {
    void ringSoon(kept.jobId)
    void signalCallback(kept.id)
  }
  return kept !== null
}

/** `delivery`: what could not be kept as it is. */
async function lookInto(
  to: Addressed,
  body: Uint8Array<ArrayBuffer>,
  reading: CallbackReading,
  signer: ProviderAccount | null,
  delivery: Delivery | null,
): Promise<number> {
  const signed = 'callback' in reading ? reading.callback : null
  const address = addressOf(to, signed?.jobId ?? null)
  const job = address && (await findCallbackJob(address))
  const jobAccount = accounts().find(({ environment }) => environment === job?.environment) ?? null
  const { state, reason, ask, status } = judge(reading, signer, job, { byToken: to.byToken, jobAccount })
  // Nothing is wrong with it but that it was not kept: its job may have been committed between the two looks.
  if (state === 'replayed' && delivery && (await keep(delivery))) return 200

  const dueJobId = ask && job ? job.id : null
  const kept = signed ? body : body.subarray(0, UNSIGNED_BODY_MAX)
  const code = signed?.result.code ? plainText(signed.result.code) : null
  // Only what is well signed is worth looking at again when its job appears.
  const later = signed && !job ? address : null
  const id = await setAside({ state, reason, body: kept, jobId: job?.id ?? null, code, address: later }, dueJobId)
  void signalCallback(id)
  if (dueJobId) void ringSoon(dueJobId)
  log.warn('a callback was set aside', { state, code: reason, ...(job ? { jobId: job.id } : {}) })
  return status
}

function readWithAnyKey(body: Uint8Array, at: Date): { reading: CallbackReading; signer: ProviderAccount | null } {
  let reading: CallbackReading = { kind: 'bad_signature' }
  for (const signer of accounts()) {
    reading = readCallback(body, confirmingKeys(signer), at, env().KIOO_CALLBACK_WINDOW_S)
    if (reading.kind !== 'bad_signature') return { reading, signer }
  }
  return { reading, signer: null }
}

function addressOf({ byToken, tokenHash }: Addressed, jobId: string | null): CallbackAddress | null {
  if (byToken) return tokenHash && { tokenHash }
  return jobId && z.uuid().safeParse(jobId).success ? { jobId } : null
}
