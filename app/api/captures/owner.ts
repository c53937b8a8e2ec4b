import 'server-only'
import { type Refusal, refuse } from '@/lib/domain/outcome'
import { capturingStates } from '@/lib/domain/visit'
import { routeActor } from '@/lib/server/auth'
import { requestVisit } from '@/lib/server/auth-visit'
import type { CaptureOwner } from '@/lib/server/captures'
import { visitOver } from '@/lib/server/visit'

const noConsent = refuse('no_consent', 'No picture is taken before you have agreed. Load the page again.')

const answer = ({ code, message }: Refusal, status: number) => Response.json({ code, message }, { status })

/**
 * Who sits at the camera: a person with an open visit, who must have agreed, or a signed-in operator. A browser
 * that is both says `?as=operator` when it is the desk's page that asks.
 */
export async function ownerOf(
  request: Request,
): Promise<{ ok: true; owner: CaptureOwner } | { ok: false; response: Response }> {
  const asOperator = new URL(request.url).searchParams.get('as') === 'operator'
  const visit = asOperator ? null : await requestVisit(request)
  if (visit?.isOpen) {
    if (!capturingStates.includes(visit.state)) return { ok: false, response: answer(noConsent, 403) }
    return { ok: true, owner: { visitId: visit.id } }
  }
  const asked = await routeActor(request, 'jobs.create')
  if (asked.ok) return { ok: true, owner: { id: asked.actor.id } }
  return visit ? { ok: false, response: answer(visitOver(), 409) } : asked
}
