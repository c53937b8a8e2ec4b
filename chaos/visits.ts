import { randomBytes } from 'node:crypto'
import { type OutgoingHttpHeaders, request } from 'node:http'
import { z } from 'zod'
import { hashToken } from '@/lib/server/secrets'
import { insertCaptures } from './captures'
import { operatorOf, type Sql } from './jobs'

/** A person under way: has agreed, holds a whole capture, and only has to send it. */
export type Person = { captureId: string; cookie: string }

const rowsSchema = z.array(z.object({ id: z.uuid() }))

/** So many people by one open link, each with a visit, a consent and a capture of their own. */
export async function insertPeople(sql: Sql, count: number): Promise<Person[]> {
  const operatorId = await operatorOf(sql)
  const captureIds = await insertCaptures(sql, operatorId, count, false)
  const cookies = captureIds.map(() => randomBytes(32).toString('base64url'))
  const bytes = (many: readonly string[]) => many.map((one) => Buffer.from(hashToken(one)))
  const { rows } = await sql.query(
    `with link as (
       insert into "Link" ("id", "tokenHash", "createdById", "environment", "userIdPrefix", "expiresAt", "maxUses", "formKey", "formHash")
       values (gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), $1, 'SANDBOX', 'chaos-', now() + interval '1 day', $2,
               gen_random_uuid(), sha256(''))
       returning "id"
     ), visits as (
       insert into "Visit" ("id", "linkId", "cookieHash", "deadline", "state", "language")
       select gen_random_uuid(), link."id", "hash", now() + interval '1 hour', 'captured', 'en'
         from link, unnest($3::bytea[]) as given("hash") returning "id"
     )
     select "id" from visits`,
    [operatorId, count, bytes(cookies)],
  )
  const visitIds = rowsSchema.parse(rows).map(({ id }) => id)
  await sql.query(
    `insert into "Consent" ("visitId", "textVersion", "language", "receiptHash")
     select "id", 'chaos', 'en', sha256("id"::text::bytea) from unnest($1::uuid[]) as given("id")`,
    [visitIds],
  )
  // Which visit gets which capture does not matter; its cookie does.
  const { rows: hashes } = await sql.query(
    `update "Capture" as capture set "operatorId" = null, "visitId" = visit."id"
       from unnest($1::uuid[], $2::bytea[]) as given("captureId", "hash") join "Visit" as visit on visit."cookieHash" = given."hash"
      where capture."id" = given."captureId" returning capture."id"`,
    [captureIds, bytes(cookies)],
  )
  if (hashes.length !== count) throw new Error('not every capture has its visit')
  return captureIds.map((captureId, at) => ({ captureId, cookie: cookies[at] ?? '' }))
}

/** Presses "send" for this person. Resolves with the status of the answer; 0: there was none. */
export function press(port: number, origin: string, { captureId, cookie }: Person): Promise<number> {
  const headers = { 'content-type': 'application/json', cookie: `kioo_visit=${cookie}`, origin }
  return ask({ port, method: 'POST', path: '/e/visit/submit', headers }, Buffer.from(JSON.stringify({ captureId })))
}

type Asked = { port: number; method: string; path: string; headers: OutgoingHttpHeaders }

/** One request on a connection of its own. Resolves with the status of the answer; 0: there was none. */
export function ask(asked: Asked, body: Uint8Array): Promise<number> {
  return new Promise((resolve) => {
    const sent = request({ ...asked, host: '127.0.0.1', agent: false }, (got) => {
      got.resume()
      got.once('close', () => resolve(got.complete ? (got.statusCode ?? 0) : 0))
    })
    sent.once('error', () => resolve(0))
    sent.end(body)
  })
}
