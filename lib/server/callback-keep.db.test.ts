import type { PoolClient } from 'pg'
import { beforeEach, expect, it, vi } from 'vitest'
import { lockWaiters } from '@/scripts/testing/lock-waiters'
import { processingJob } from '@/scripts/testing/processing-job'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import { pool, withConnection } from './pool'

/** How many deliveries a test has handed over to travel with others, and how many went in each statement. */
const travels = vi.hoisted((): { handedOver: number; statements: number[] } => ({ handedOver: 0, statements: [] }))
vi.mock('./batch', async (load) => {
  const { gathered } = await load<typeof import('./batch')>()
  function watched<T, R>(send: (items: T[]) => Promise<R[]>, bounds: Parameters<typeof gathered>[1]) {
    const handOver = gathered((items: T[]) => {
      travels.statements.push(items.length)
      return send(items)
    }, bounds)
    return (item: T) => {
      travels.handedOver += 1
      return handOver(item)
    }
  }
  return { gathered: watched }
})

await scriptedProvider()

beforeEach(() => {
  Object.assign(travels, { handedOver: 0, statements: [] })
})

const patience = { timeout: 15_000 }

/** Resolves once what was just posted waits for its statement. */
async function handedOver(post: () => Promise<Response>): Promise<{ answer: Promise<Response> }> {
  const before = travels.handedOver
  const answer = post()
  await expect.poll(() => travels.handedOver, patience).toBe(before + 1)
  return { answer }
}

/** Holds a job's row until the transaction ends, as a worker's move does; how many statements wait for it. */
async function hold(client: PoolClient, jobId: string): Promise<() => Promise<number | null>> {
  await client.query('begin')
  await client.query('select from "Job" where "id" = $1 for no key update', [jobId])
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const waiting = 'select from pg_stat_activity where $1::int = any(pg_blocking_pids(pid))'
  return async () => (await pool().query(waiting, [rows[0]?.pid])).rowCount
}

it('callbacks that are kept while their job moves hold nothing that the move still needs', async () => {
  const [job, other] = [await processingJob(), await processingJob()]
  const known = job.body()
  expect((await job.deliver(known)).status).toBe(200)
  await withConnection((mover) =>
    withConnection(async (first) => {
      const waitForMover = await hold(mover, job.id)
      const waitForFirst = await hold(first, other.id)
      // What comes while this one waits travels in one statement: a content that is known, and news.
      const sent = [other.deliver(other.body())]
      await expect.poll(waitForFirst, patience).toBe(1)
      for (const body of [known, job.body({ code: '0844' })])
        sent.push((await handedOver(() => job.deliver(body))).answer)
      await first.query('commit')
      await expect.poll(waitForMover, patience).toBe(1)
      await mover.query(`set local lock_timeout = '200ms'`)
      await mover.query(`update "Callback" set "state" = 'applied' where "jobId" = $1`, [job.id])
      await mover.query('commit')
      expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([200, 200, 200])
      expect(travels.statements).toEqual([1, 1, 2])
    }),
  )
})

/** What became of the job's deliveries. */
async function kept(jobId: string) {
  const { rows } = await pool().query<{ state: string; code: string }>(
    'select "state", "resultCode" as "code" from "Callback" where "jobId" = $1 order by "receivedAt", "id"',
    [jobId],
  )
  return rows.map(({ state, code }) => `${code} ${state}`).sort()
}

it('of two contents with one signature that travel in one statement the first is kept, and the other is a replay', async () => {
  const [job, other] = [await processingJob(), await processingJob()]
  const timestamp = new Date().toISOString()
  const sent: Promise<Response>[] = []
  await withConnection(async (first) => {
    const waitForFirst = await hold(first, other.id)
    sent.push(other.deliver(other.body()))
    await expect.poll(waitForFirst, patience).toBe(1)
    for (const code of ['0841', '0840'])
      sent.push((await handedOver(() => job.deliver(job.body({ code, timestamp })))).answer)
    await first.query('commit')
  })
  expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([200, 200, 200])
  // A replay is tried once more, by itself, before it is set aside.
  expect(travels.statements).toEqual([1, 2, 1])
  expect(await kept(job.id)).toEqual(['0840 replayed', '0841 authentic'])
})

it('of two contents with one signature that travel in two statements one is kept, and the other is a replay', async () => {
  const job = await processingJob()
  const timestamp = new Date().toISOString()
  // A large body travels alone, so that the two statements wait for the job side by side.
  const long = { extra: { Padding: 'x'.repeat(70_000) } }
  const sent: Promise<Response>[] = []
  await withConnection(async (mover) => {
    await hold(mover, job.id)
    for (const more of [{ code: '0841' }, { code: '0840', ...long }])
      sent.push(job.deliver(job.body({ timestamp, ...more })))
    await lockWaiters(2)
    await mover.query('commit')
  })
  expect((await Promise.all(sent)).map(({ status }) => status)).toEqual([200, 200])
  expect((await kept(job.id)).map((one) => one.split(' ')[1]).sort()).toEqual(['authentic', 'replayed'])
})
