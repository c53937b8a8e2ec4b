import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { EnrollFormInput } from '@/lib/domain/enroll-form'
import { REGISTER } from '@/lib/domain/job'
import { hashToken } from '@/lib/server/secrets'
import { encodeSessionCookie } from '@/lib/server/session-cookie'
import { operatorOf, type Sql } from './jobs'
import { pause } from './wait'

/** An operator at a desk: the cookie of an open session. */
type Desk = { operatorId: string; cookie: string }

/** The operator of a trial's jobs, signed in. */
export async function openDesk(sql: Sql): Promise<Desk> {
  const operatorId = await operatorOf(sql)
  const token = randomBytes(32).toString('base64url')
  await sql.query(
    `insert into "OperatorSession" ("id", "tokenHash", "operatorId", "expiresAt", "device")
     values (gen_random_uuid(), $1, $2, now() + interval '1 hour', 'Chaos')`,
    [Buffer.from(hashToken(token)), operatorId],
  )
  return { operatorId, cookie: `kioo-session=${await encodeSessionCookie(token)}` }
}

/** A form as the desk's page sends it. */
export function enrollForm(
  given: Pick<EnrollFormInput, 'formKey' | 'captureId' | 'userId' | 'displayName'>,
): EnrollFormInput {
  const choices = { allowReEnroll: false, useEnrolledImage: false, reason: '', location: null, partnerParams: [] }
  return { ...given, ...choices, environment: 'SANDBOX', type: REGISTER }
}

/** What pressing the button came to. `no answer`: the portal said nothing that can be read. */
export type Pressed = { jobId: string } | { refused: string }

/** How often somebody presses again who has got no answer, and after how long. */
const TRIES = 30
const AGAIN_MS = 500

const manifestSchema = z.object({
  node: z.record(z.string(), z.object({ filename: z.string(), exportedName: z.string() })),
})

/** The number under which the build knows the action; it changes with every build. */
function actionId(): string {
  const { node } = manifestSchema.parse(JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')))
  const found = Object.entries(node).find(([, { exportedName }]) => exportedName === 'submitEnrollment')
  if (!found) throw new Error('the build has no action submitEnrollment')
  return found[0]
}

/** Presses "submit" as a browser does, the server action itself with all its doors; again where no answer comes. */
export function presser(origin: string, { cookie }: Desk): (form: EnrollFormInput) => Promise<Pressed> {
  const headers = {
    cookie,
    origin,
    'next-action': actionId(),
    'content-type': 'text/plain;charset=UTF-8',
    accept: 'text/x-component',
    connection: 'close',
  }
  const press = async (form: EnrollFormInput): Promise<Pressed | { unanswered: number }> => {
    const answer = await fetch(`${origin}/enroll`, { method: 'POST', headers, body: JSON.stringify([form]) }).then(
      (got) => got.text().then((text) => ({ status: got.status, text })),
      () => ({ status: 0, text: '' }),
    )
    const jobId = /"ok":true,"jobId":"([0-9a-f-]{36})"/.exec(answer.text)?.[1]
    if (jobId) return { jobId }
    const refused = /"ok":false,"code":"(\w+)"/.exec(answer.text)?.[1]
    return refused ? { refused } : { unanswered: answer.status }
  }
  return async (form) => {
    for (let tries = 1; ; tries++) {
      const pressed = await press(form)
      if (!('unanswered' in pressed)) return pressed
      if (tries === TRIES) return { refused: `no answer (${pressed.unanswered})` }
      await pause(AGAIN_MS)
    }
  }
}
