import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { startSandbox } from '../server'
import type { SandboxOptions } from '../settings'
import { signedNow } from '../signature'

export const partner = { id: '085', apiKey: 'a-key:with a colon' }

export function newFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'kioo-sandbox-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Quick delays, so that nothing has to be waited for longer than it takes; and blind, unless a test is about sight. */
export function start(stateFolder: string, options: Partial<SandboxOptions> = {}) {
  return startSandbox({
    partners: [partner],
    stateFolder,
    processingMs: 30,
    reviewMs: 30,
    redeliveryMs: [10, 20],
    sight: 'off',
    ...options,
  })
}

const anything = z.record(z.string(), z.unknown())

export async function post(url: string, body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(url, { method: 'POST', body: text, headers: { 'content-type': 'application/json' } })
  return { status: response.status, body: anything.parse(await response.json()) }
}

let serial = 0

/** What /v1/upload takes, signed; each call is another job. */
export function uploadBody(params: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) {
  serial += 1
  return {
    smile_client_id: partner.id,
    ...signedNow(partner.id, partner.apiKey, Date.now()),
    partner_params: { user_id: `user-${serial}`, job_id: `job-${serial}`, job_type: 4, ...params },
    ...rest,
  }
}

export function statusBody(job: { user_id: string; job_id: string }, rest: Record<string, unknown> = {}) {
  return { partner_id: partner.id, ...signedNow(partner.id, partner.apiKey, Date.now()), ...job, ...rest }
}

/** Reserves and uploads. */
export async function submit(url: string, body: ReturnType<typeof uploadBody>, zip: Uint8Array<ArrayBuffer>) {
  const reserved = await post(`${url}/upload`, body)
  if (reserved.status !== 200) throw new Error(`refused: ${JSON.stringify(reserved.body)}`)
  const put = await fetch(String(reserved.body.upload_url), { method: 'PUT', body: zip })
  return { reserved: reserved.body, put: put.status }
}
