import 'server-only'
import { z } from 'zod'
import { type CallbackReading, readCallback, type SignedCallback } from '@/lib/smile-id/callback'
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
import { recent } from './recent'
import { hashToken, isToken } from './secrets'
import { signalCallback } from './signal'
import { tokenBucket } from './token-bucket'

/** The provider asks receivers to take 1.5 MB. */
export const CALLBACK_BYTES_MAX = 2_000_000

/**
 * How many deliveries one process looks into and sets aside: far more than honest mistakes ever are, and too few for a
 * flood of forged ones to slow the database down. Authentic ones are kept without being counted.
 */
const mayLookInto = oncePerProcess('odd callbacks', () => tokenBucket({ perSecond: 200, burst: 1_000 }))

/**
 * How often one signature may come for jobs that are not there. An honest sender signs anew each time it sends, and one
 * that was caught fits any body while it is fresh: without a bound it would push out what waits for its job.
 */
const SAME_PAIR_MAX = 16
const timesSeen = oncePerProcess('jobless pairs', () => recent<number>(10_000))

function mayWait({ pairHash }: SignedCallback): boolean {
  const pair = Buffer.from(pairHash).toString('base64')
  const times = (timesSeen.get(pair) ?? 0) + 1
  timesSeen.set(pair, times)
  return times <= SAME_PAIR_MAX
}

/**
 * Takes in one delivery: checks it, keeps it with the outcome of the checks, and returns the status to answer
 * with, after the commit. Never moves a job; at most it makes the worker read the provider's own status.
 * `token`: the address's own, null at the account-wide address. Throws when the database does not answer.
 */
export function receiveCallback(token: string | null, body: Uint8Array<ArrayBuffer>): Promise<number> {
  const tokenHash = token !== null && isToken(token) ? hashToken(token) : null
  return takeIn({ byToken: token !== null, tokenHash }, body, new Date(), { mayLook: mayLookInto, mayWait })
}

/** How a delivery was addressed. `tokenHash` is null at the account-wide address, and where there was no token of our form. */
type Addressed = { byToken: boolean; tokenHash: Uint8Array | null }

/** Against floods: whether a delivery may be looked into, and whether this signature may be set aside without a job. */
type Limits = { mayLook: () => boolean; mayWait: (signed: SignedCallback) => boolean }
const unlimited: Limits = { mayLook: () => true, mayWait: () => true }

/**
 * Takes in a delivery that arrived at `at`: just now or, if it was set aside because its job was not there yet, earlier.
 * `limits`: for deliveries from outside, whose sender can come again; for one that was set aside there is no sender any
 * more.
 */
export async function takeIn(
  to: Addressed,
  body: Uint8Array<ArrayBuffer>,
  at: Date,
  limits: Limits = unlimited,
): Promise<number> {
  const { reading, signer } = readWithAnyKey(body, at)
  // Almost every delivery is kept by one statement; only those it does not keep are looked into. Stale ones are not
  // tried, except a report of fraud to the job's own address: it is in no status, so nothing else would tell of it.
  const isCurrent = reading.kind === 'authentic' || (reading.kind === 'stale' && to.byToken && reading.callback.isFraud)
  let delivery: Delivery | null = null
  if (isCurrent && signer && (to.tokenHash || !to.byToken)) {
    const environments = accounts().flatMap((one) => (sameAccount(one, signer) ? one.environment : []))
    delivery = { callback: reading.callback, body, tokenHash: to.tokenHash, environments }
    if (await keep(delivery)) return 200
  }
  // 429 asks the sender to come again, so nothing is lost.
  return limits.mayLook() ? lookInto(to, body, { reading, signer }, delivery, limits) : 429
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

/** Finds out what is wrong with a delivery and sets it aside. `delivery`: given where keeping it was tried. */
async function lookInto(
  to: Addressed,
  body: Uint8Array<ArrayBuffer>,
  { reading, signer }: Read,
  delivery: Delivery | null,
  { mayWait }: Limits,
): Promise<number> {
  const signed = 'callback' in reading ? reading.callback : null
  const address = addressOf(to, signed?.jobId ?? null)
  const job = address && (await findCallbackJob(address))
  if (signed && !job && !mayWait(signed)) return 429
  const jobAccount = accounts().find(({ environment }) => environment === job?.environment) ?? null
  const { state, reason, ask, status } = judge(reading, signer, job, { byToken: to.byToken, jobAccount })
  // `replayed` is what judge says where it finds no other fault. Perhaps the job was not committed yet when keeping was
  // tried, so it is tried once more.
  if (state === 'replayed' && delivery && (await keep(delivery))) return 200

  const dueJobId = ask && job ? job.id : null
  const kept = signed ? body : body.subarray(0, UNSIGNED_BODY_MAX)
  const code = signed?.result.code ? plainText(signed.result.code) : null
  // Only a signed one is worth looking at again when its job appears.
  const later = signed && !job ? address : null
  const id = await setAside({ state, reason, body: kept, jobId: job?.id ?? null, code, address: later }, dueJobId)
  void signalCallback(id)
  if (dueJobId) void ringSoon(dueJobId)
  log.warn('a callback was set aside', { state, code: reason, ...(job ? { jobId: job.id } : {}) })
  return status
}

type Read = { reading: CallbackReading; signer: ProviderAccount | null }

function readWithAnyKey(body: Uint8Array, at: Date): Read {
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
