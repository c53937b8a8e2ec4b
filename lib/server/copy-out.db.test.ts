import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { testDatabase } from '@/scripts/testing/database'
import { binaryRows, copyOut } from './copy-out'
import { pool } from './pool'

let close = async () => {}

beforeAll(async () => {
  close = (await testDatabase()).close
})
afterEach(() => {
  vi.useRealTimers()
})
afterAll(() => close())

const literal = (bytes: Uint8Array) => `'\\x${Buffer.from(bytes).toString('hex')}'::bytea`

/** So many turns of the event loop, in which an idle connection is handed out and its statement sent. */
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve))
}

describe('what is copied out of the database', () => {
  it('is every byte of every row, in its order, and null for NULL', async () => {
    const table = fc.array(fc.array(fc.option(fc.uint8Array({ maxLength: 70_000 })), { minLength: 2, maxLength: 2 }), {
      minLength: 1,
      maxLength: 8,
    })
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const values = rows.map((row, at) => `(${[at, ...row.map((bytes) => (bytes ? literal(bytes) : 'null'))]})`)
        const copied = await copyOut(`select b, c from (values ${values}) as t(a, b, c) order by a`)
        expect(copied).toEqual(rows.map((row) => row.map((bytes) => bytes && Buffer.from(bytes))))
      }),
      { numRuns: 20 },
    )
  })

  it('is no row where there is none', async () => {
    expect(await copyOut('select 1 where false')).toEqual([])
  })

  it('is an error where the database says so, in the middle as well, and the next is not held up by it', async () => {
    await expect(copyOut('select nothing_like_it')).rejects.toThrow('does not exist')
    await expect(copyOut('select 1 / (3 - n) from generate_series(1, 5) as n')).rejects.toThrow('division by zero')
    expect(await copyOut('select 7::int2')).toEqual([[Buffer.from([0, 7])]])
  })

  it('leaves no timer behind', async () => {
    await copyOut('select 1')
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
    const before = timers()
    for (let copy = 0; copy < 5; copy++) await copyOut('select 1')
    // One that was there before, of the connection say, may have ended meanwhile.
    expect(timers()).toBeLessThanOrEqual(before)
  })

  it('is an error where the connection breaks, and nothing more than that', async () => {
    await copyOut('select 1')
    pool().once('acquire', (client) => {
      setImmediate(() => Reflect.get(client, 'connection').stream.destroy(new Error('ECONNRESET')))
    })
    await expect(copyOut('select pg_sleep(3)')).rejects.toThrow('ECONNRESET')
    expect(await copyOut('select 7::int2')).toEqual([[Buffer.from([0, 7])]])
  })

  it('is given up when the database has gone silent, with its connection', async () => {
    await copyOut('select 1')
    const connections = pool().totalCount
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const copied = expect(copyOut('select pg_sleep(3)')).rejects.toThrow('Query read timeout')
    await turns(20)
    vi.advanceTimersByTime(10_000)
    await copied
    expect(pool().totalCount).toBe(connections - 1)
  })
})

describe('bytes that are no whole copy', () => {
  it('are refused, wherever they end', async () => {
    const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
    const whole = Buffer.concat([signature, Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 8, 9, 255, 255])])
    expect(binaryRows(whole)).toEqual([[Buffer.from([8, 9])]])
    for (let end = 0; end < whole.length; end++) expect(() => binaryRows(whole.subarray(0, end))).toThrow()
    expect(() => binaryRows(Buffer.alloc(64))).toThrow('no binary COPY')
  })
})
