import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { jobNotes } from '@/lib/domain/job-notes'
import { readJobEvent } from '@/lib/domain/read-job-event'
import { STATUS_LAG_MAX_MS } from '@/lib/domain/schedule'
import { db } from '@/lib/server/db'
import { log } from '@/lib/server/log'
import { settleNote } from '@/lib/server/settle-note'
import { callbackBody, postTo } from '@/scripts/testing/callbacks'
import { code, newOperator } from '@/scripts/testing/captures'
import { queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'

const { provider } = await scriptedProvider()
let admin: { id: string; role: 'ADMIN' }
let jobId = ''

beforeAll(async () => {
  admin = { id: (await newOperator()).id, role: 'ADMIN' }
})
beforeEach(async () => {
  jobId = await queuedJob()
  await step(jobId)
})

async function says(code: string): Promise<void> {
  const { enrollee } = await readJob(jobId)
  expect((await postTo(jobId, callbackBody({ id: jobId, userId: enrollee.userId }, { code }))).status).toBe(200)
}
async function readSays(result: typeof provider.result): Promise<void> {
  provider.result = result
  await step(jobId)
}
const waits = async () => (await readJob(jobId)).conflictWaits
/** What the job's page shows. */
async function note() {
  const { events } = await readJob(jobId)
  const [first] = jobNotes(events.reverse().flatMap((row) => readJobEvent({ ...row, by: null }) ?? []))
  return first
}
const settle = async (actor: Parameters<typeof settleNote>[0] = admin) => {
  return code(await settleNote(actor, jobId, (await note())?.ids[0] ?? ''))
}

describe('results that disagree', () => {
  it('a callback that says something else than the status waits for a person, and the status stands', async () => {
    await says('0840')
    await readSays('0841')
    expect(await readJob(jobId)).toMatchObject({ state: 'rejected', conflictWaits: true, reportWaits: false })
    expect(await note()).toMatchObject({ kind: 'conflict', callbackIds: [expect.any(String)] })
  })

  it('a final that replaces the opposite final waits for a person', async () => {
    await readSays('0840')
    expect(await waits()).toBe(false)
    await readSays('1241')
    expect(await readJob(jobId)).toMatchObject({ state: 'rejected', revision: 1, conflictWaits: true })
    expect((await note())?.said[0]).toContain('(0840)')
  })

  it('has the status read again for a while, so that one which lagged behind the callback does not stand for good', async () => {
    await readSays('0840')
    await says('1241')
    await readSays('0840')
    expect(await readJob(jobId)).toMatchObject({ state: 'approved', conflictWaits: true, nextStepAt: expect.any(Date) })
    await readSays('0840')
    expect((await readJob(jobId)).nextStepAt).not.toBeNull()
    await readSays('1241')
    expect(await readJob(jobId)).toMatchObject({ state: 'rejected', conflictWaits: true, nextStepAt: null })
    expect((await readJob(jobId)).callbacks.map(({ state }) => state)).toEqual(['applied'])
  })

  it('has it read no more two minutes after the callback', async () => {
    await readSays('0840')
    await says('1241')
    await readSays('0840')
    await db().callback.updateMany({ where: { jobId }, data: { receivedAt: new Date(Date.now() - STATUS_LAG_MAX_MS) } })
    await readSays('0840')
    expect((await readJob(jobId)).nextStepAt).toBeNull()
  })

  it('the same verdict by other means asks nobody: approved by the machine, and by a person after it', async () => {
    await readSays('0840')
    await readSays('1240')
    expect(await readJob(jobId)).toMatchObject({ state: 'approved', revision: 1, conflictWaits: false })
    expect(await note()).toBeUndefined()
  })

  it('a callback that agrees, or is only behind, asks nobody', async () => {
    await says('0844')
    await says('1240')
    await readSays('1240')
    expect(await waits()).toBe(false)
  })

  it('is logged with the job’s id, and nothing of the person', async () => {
    const warned = vi.spyOn(log, 'warn')
    await says('0840')
    await readSays('0841')
    expect(warned.mock.calls).toEqual([['the results of a job disagree', { jobId, state: 'rejected' }]])
    warned.mockRestore()
  })
})

describe('looked at', () => {
  it('by many hands at once, it is written down once with who, and waits no more', async () => {
    await says('0840')
    await readSays('0841')
    const id = (await note())?.ids[0] ?? ''
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => settleNote(admin, jobId, id)))
    expect(outcomes.map(code)).toEqual(Array(6).fill('ok'))
    const { events, conflictWaits } = await readJob(jobId)
    expect(conflictWaits).toBe(false)
    const settled = events.filter(({ kind }) => kind === 'conflict_settled')
    expect(settled).toMatchObject([{ operatorId: admin.id, detail: { eventId: id } }])
    expect(await note()).toBeUndefined()
  })

  it('it waits again when another conflict comes, and what was looked at is not told again', async () => {
    await says('0840')
    await readSays('0841')
    expect(await settle()).toBe('ok')
    await step(jobId)
    expect(await waits()).toBe(false)
    await readSays('0840')
    expect(await waits()).toBe(true)
    expect((await note())?.said).toHaveLength(1)
  })

  it('a report that waits beside it waits on, and the other way round', async () => {
    await says('0840')
    await readSays('0841')
    const { enrollee } = await readJob(jobId)
    const report = callbackBody({ id: jobId, userId: enrollee.userId }, { code: '5211', extra: { Actions: undefined } })
    await postTo(jobId, report)
    await step(jobId)
    expect(await readJob(jobId)).toMatchObject({ conflictWaits: true, reportWaits: true })
    expect(await settle()).toBe('ok')
    expect(await readJob(jobId)).toMatchObject({ conflictWaits: false, reportWaits: true })
    expect((await note())?.kind).toBe('report')
    expect(await settle()).toBe('ok')
    expect(await readJob(jobId)).toMatchObject({ conflictWaits: false, reportWaits: false })
  })

  it('neither by a stranger nor by a viewer', async () => {
    await says('0840')
    await readSays('0841')
    const { createdById } = await readJob(jobId)
    expect(await settle({ id: admin.id, role: 'OPERATOR' })).toBe('note_not_found')
    expect(await settle({ id: createdById, role: 'VIEWER' })).toBe('note_not_found')
    expect(await waits()).toBe(true)
    expect(await settle({ id: createdById, role: 'OPERATOR' })).toBe('ok')
  })
})

describe('a callback for a job that has ended, where the status says nothing any more', () => {
  const states = async () => (await readJob(jobId)).callbacks.map(({ state }) => state)

  it.each(['absent', 'processing'])(
    'is held against the last status instead of waiting for ever (%s)',
    async (said) => {
      await readSays('0841')
      await says('0840')
      await readSays(said)
      expect(await states()).toEqual(['contradicts'])
      expect(await readJob(jobId)).toMatchObject({ state: 'rejected', conflictWaits: true, nextStepAt: null })
    },
  )

  it('and is confirmed where it says what the status had said', async () => {
    await readSays('0841')
    await says('0841')
    await readSays('absent')
    expect(await states()).toEqual(['applied'])
    expect(await waits()).toBe(false)
  })

  it('while a read is still to come it waits for that', async () => {
    await says('0840')
    await readSays('absent')
    expect(await states()).toEqual(['authentic'])
    await readSays('0844')
    await says('1240')
    await readSays('absent')
    expect(await states()).toContain('authentic')
  })
})
