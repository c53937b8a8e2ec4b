import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { strToU8, zipSync } from 'fflate'
import { z } from 'zod'
import { type SigningKey, sign } from '@/lib/smile-id/signature'

type Account = SigningKey & { baseUrl: string }

/** The least a submission can be: POST, zip, PUT. No database, no history, no care. */
export async function bareSubmission(
  account: Account,
  frames: readonly Uint8Array[],
  callbackUrl: string,
): Promise<void> {
  const timestamp = new Date().toISOString()
  const partner_params = { user_id: `bare-${randomUUID()}`, job_id: randomUUID(), job_type: 4 }
  const proof = { smile_client_id: account.partnerId, timestamp, signature: sign(timestamp, account) }
  const reserved = await fetch(`${account.baseUrl}/upload`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...proof, file_name: 'selfie.zip', partner_params, callback_url: callbackUrl }),
  })
  const { upload_url } = z.object({ upload_url: z.string() }).parse(await reserved.json())
  const names = frames.map((_, at) => `${at}.jpg`)
  const images = names.map((file_name, at) => ({ image_type_id: at === 0 ? 0 : 4, image: '', file_name }))
  const files = Object.fromEntries(frames.map((jpeg, at) => [`${at}.jpg`, jpeg]))
  const info = strToU8(JSON.stringify({ misc_information: { partner_params }, images }))
  const body = Uint8Array.from(zipSync({ 'info.json': info, ...files }, { level: 0 }))
  const put = await fetch(upload_url, { method: 'PUT', headers: { 'content-type': 'application/zip' }, body })
  await put.body?.cancel()
  if (put.status !== 200) throw new Error(`The package was answered ${put.status}`)
}

/** Somebody who answers callbacks at once and counts them: so the sandbox has the same to do for either side. */
export async function callbackCounter(): Promise<{
  url: string
  reached(count: number): Promise<void>
  close(): void
}> {
  let count = 0
  let look = () => {}
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      count += 1
      response.end()
      look()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}/`,
    reached: (wanted) =>
      new Promise((resolve) => {
        look = () => count >= wanted && resolve()
        look()
      }),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
