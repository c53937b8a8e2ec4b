import 'server-only'
import { z } from 'zod'
import { type CallbackReading, readCallback } from '@/lib/smile-id/callback'
import { judge } from './callback-judgement'
import { keepAuthentic } from './callback-keep'
import { type CallbackAddress, findCallbackJob, setAside } from './callback-store'
import { env } from './env'
import { log } from './log'
import { plainText } from './plain-text'
import { accounts, type ProviderAccount, sameAccount } from './provider'
import { UNSIGNED_BODY_MAX } from './quarantine'
import { ringSoon } from './queue'
import { hashToken } from './secrets'

/** The provider asks receivers to take 1.5 MB. */
export const CALLBACK_BYTES_MAX = 2_000_000

/** 32 bytes, base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/

/**
 * Takes in one delivery: checks it, keeps it with the outcome of the checks, and returns the status to answer
 * with, after the commit. Never moves a job; at most it makes the worker read the provider's own status.
 * `token`: the address's own, null at the account-wide address. Throws when the database does not answer.
 */
export async function receiveCallback(token: string | null, body: Uint8Array<ArrayBuffer>): Promise<number> {
  const { reading, signer } = readWithAnyKey(body)
  const tokenHash = token !== null && TOKEN.test(token) ? hashToken(token) : null

  // The common way is one statement; only what it does not take is looked into.
  if (reading.kind === 'authentic' && signer && (tokenHash || token === null)) {
    const environments = accounts().flatMap((one) => (sameAccount(one, signer) ? one.environment : []))
    const kept = await keepAuthentic({ callback: reading.callback, body, tokenHash, environments })
    if (kept?.fresh) void ringSoon(kept.jobId)
    if (kept) return 200
  }
  return lookInto(token, tokenHash, body, reading, signer)
}

async function lookInto(
  token: string | null,
  tokenHash: Uint8Array | null,
  body: Uint8Array<ArrayBuffer>,
  reading: CallbackReading,
  signer: ProviderAccount | null,
): Promise<number> {
  const signed = 'callback' in reading ? reading.callback : null
  const address = addressOf(token, tokenHash, signed?.jobId ?? null)
  const job = address && (await findCallbackJob(address))
  const jobAccount = accounts().find(({ environment }) => environment === job?.environment) ?? null
  const { state, reason, ask, status } = judge(reading, signer, job, { byToken: token !== null, jobAccount })

  const dueJobId = ask && job ? job.id : null
  const kept = signed ? body : body.subarray(0, UNSIGNED_BODY_MAX)
  const code = signed?.result.code ? plainText(signed.result.code) : null
  await setAside({ state, reason, body: kept, jobId: job?.id ?? null, code }, dueJobId)
  if (dueJobId) void ringSoon(dueJobId)
  log.warn('a callback was set aside', { state, code: reason, ...(job ? { jobId: job.id } : {}) })
  return status
}

function readWithAnyKey(body: Uint8Array): { reading: CallbackReading; signer: ProviderAccount | null } {
  const now = new Date()
  let reading: CallbackReading = { kind: 'bad_signature' }
  for (const signer of accounts()) {
    const keys = { partnerId: signer.partnerId, apiKeys: [signer.apiKey] }
    reading = readCallback(body, keys, now, env().KIOO_CALLBACK_WINDOW_S)
    if (reading.kind !== 'bad_signature') return { reading, signer }
  }
  return { reading, signer: null }
}

function addressOf(token: string | null, tokenHash: Uint8Array | null, jobId: string | null): CallbackAddress | null {
  if (token !== null) return tokenHash && { tokenHash }
  return jobId && z.uuid().safeParse(jobId).success ? { jobId } : null
}
