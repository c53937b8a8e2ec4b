import { randomUUID } from 'node:crypto'
import { framePositions } from '@/lib/domain/frame'
import { REGISTER } from '@/lib/domain/job'
import { db } from '@/lib/server/db'
import { hashForm } from '@/lib/server/form-hash'
import { newId } from '@/lib/server/new-id'
import { addJob } from '@/lib/server/new-job'
import { readPicture } from '@/lib/server/picture'
import { pool } from '@/lib/server/pool'
import { seal } from '@/lib/server/sealing'
import { captureFrames } from './pictures'

const SEED_MS = 60_000

/** The eight frames of a capture as the portal keeps them, before they are sealed. */
export async function keptFrames(): Promise<Uint8Array<ArrayBuffer>[]> {
  const jpegs = await captureFrames()
  return Promise.all(
    framePositions.map(async (position) => {
      const read = await readPicture(jpegs[position] ?? new Uint8Array(), position)
      if (!read.ok) throw new Error(read.message)
      return read.picture.jpeg
    }),
  )
}

/** Captures with sealed frames, each its own row, complete and ready to be submitted. */
export async function seedCaptures(
  operatorId: string,
  frames: readonly Uint8Array[],
  count: number,
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  for (const captureId of ids) {
    const rows = frames.map((jpeg, position) => ({
      position,
      width: 0,
      height: 0,
      ...seal(jpeg, { captureId, position }),
    }))
    await db().capture.create({ data: { id: captureId, operatorId, frames: { create: rows } } })
  }
  return ids
}

/** One job for each capture, all added in one transaction: when it commits, the worker hears of all of them at once. */
export async function addJobs(
  operatorId: string,
  captureIds: readonly string[],
): Promise<{ ids: string[]; addedAt: number }> {
  const ids: string[] = []
  let addedAt = 0
  await db().$transaction(
    async (tx) => {
      for (const captureId of captureIds) {
        const { id: enrolleeId } = await tx.enrollee.create({
          data: { environment: 'SANDBOX', userId: `bench-${newId()}` },
        })
        const row = { environment: 'SANDBOX', type: REGISTER, enrolleeId, captureId, partnerParams: {} } as const
        const form = { formKey: randomUUID(), formHash: hashForm({ captureId }) }
        const history = { capturedAt: new Date(), frames: framePositions.length, device: 'bench' }
        const id = await addJob(tx, { id: operatorId }, { ...row, ...form }, history)
        if (id) ids.push(id)
      }
      addedAt = Date.now()
    },
    { timeout: SEED_MS },
  )
  return { ids, addedAt }
}

/** When the provider accepted the last of these jobs, in milliseconds; waits until every one of them is approved. */
export async function acceptedAt(ids: readonly string[], withinMs: number): Promise<number> {
  const until = Date.now() + withinMs
  while (Date.now() < until) {
    const { rows } = await pool().query<{ approved: number; accepted: Date }>(
      `select count(*) filter (where "state" = 'approved')::int as "approved", max("uploadedAt") as "accepted"
         from "Job" where "id" = any($1::uuid[])`,
      [ids],
    )
    const [row] = rows
    if (row?.approved === ids.length) return row.accepted.getTime()
    await new Promise((wake) => setTimeout(wake, 100))
  }
  throw new Error('The jobs were not all approved in time')
}
