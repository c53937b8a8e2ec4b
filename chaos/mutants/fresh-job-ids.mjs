// R4's and R18's control: every try is a new job to the provider.
import { randomUUID } from 'node:crypto'

const send = globalThis.fetch
globalThis.fetch = (url, init) => {
  if (!new URL(url).pathname.endsWith('/upload') || init?.method !== 'POST') return send(url, init)
  const asked = JSON.parse(init.body)
  const partner_params = { ...asked.partner_params, job_id: randomUUID() }
  return send(url, { ...init, body: JSON.stringify({ ...asked, allow_new_enroll: true, partner_params }) })
}
