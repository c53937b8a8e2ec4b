import 'server-only'
import { type Refusal, refuse } from '@/lib/domain/outcome'
import { env } from './env'

/**
 * Refuses a state-changing request that does not come from our own pages; null: it does.
 *
 * Next compares Origin with Host, but lets a request without Origin through and leaves route handlers
 * unchecked. Here the origin must be KIOO_URL's. `null` counts only together with
 * `Sec-Fetch-Site: same-origin`, which no page can forge: browsers send it when a form is posted
 * before its script has loaded, because of our own `Referrer-Policy: no-referrer`. The person's pages have
 * a policy under which old browsers, that send no Sec-Fetch-Site, name their origin (docs/decisions/007).
 */
export function foreignOrigin(headers: Headers): Refusal | null {
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  const ours = new URL(env().KIOO_URL).origin
  const fromUs = origin === ours || (origin === 'null' && site === 'same-origin')
  if (fromUs && (site === null || site === 'same-origin')) return null
  return refuse('foreign_origin', `This did not come from Kioo's own page. Open ${ours} and try again.`)
}
