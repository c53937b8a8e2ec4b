import { randomUUID } from 'node:crypto'
import { seal } from '@/lib/server/sealing'
import type { Sql } from './jobs'
import { SIDE, smallFrames } from './pictures'

/** Captures of one statement: their frames are some megabytes. */
const TOGETHER = 50

/** Complete captures, used already or not. */
export async function insertCaptures(
  sql: Sql,
  operatorId: string,
  count: number,
  isSubmitted: boolean,
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  for (let at = 0; at < count; at += TOGETHER)
    await insertSome(sql, operatorId, ids.slice(at, at + TOGETHER), isSubmitted)
  return ids
}

async function insertSome(sql: Sql, operatorId: string, ids: readonly string[], isSubmitted: boolean): Promise<void> {
  const jpegs = await smallFrames()
  await sql.query(
    `insert into "Capture" ("id", "operatorId", "submittedAt")
     select id, $2, case when $3::boolean then now() end from unnest($1::uuid[]) as id`,
    [ids, operatorId, isSubmitted],
  )
  const frames = ids.flatMap((captureId) =>
    jpegs.map((jpeg, position) => ({ captureId, position, ...seal(jpeg, { captureId, position }) })),
  )
  await sql.query(
    `insert into "Frame" ("captureId", "position", "sealed", "nonce", "wrappedKey", "keyId", "width", "height")
     select *, ${SIDE}, ${SIDE} from unnest($1::uuid[], $2::int[], $3::bytea[], $4::bytea[], $5::bytea[], $6::text[])`,
    [
      frames.map(({ captureId }) => captureId),
      frames.map(({ position }) => position),
      frames.map(({ sealed }) => Buffer.from(sealed)),
      frames.map(({ nonce }) => Buffer.from(nonce)),
      frames.map(({ wrappedKey }) => Buffer.from(wrappedKey)),
      frames.map(({ keyId }) => keyId),
    ],
  )
}
