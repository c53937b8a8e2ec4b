import { type ChildProcess, fork } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { newOperator } from '@/scripts/testing/captures'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import type { Order } from '@/scripts/testing/link-racer'
import { newLink } from '@/scripts/testing/links'
import { testSettings } from '@/scripts/testing/settings'
import { db } from './db'

const PEOPLE = 64
const ROUNDS = 10

let database: TestDatabase
let ada: { id: string }
let racers: ChildProcess[] = []

beforeAll(async () => {
  database = await testDatabase()
  ada = await newOperator()
  const env = { PATH: process.env.PATH, NODE_ENV: 'test', ...testSettings, DATABASE_URL: database.url } as const
  racers = [0, 1].map(() =>
    fork('scripts/testing/link-racer.ts', { execArgv: ['--import', 'tsx', '--conditions=react-server'], env }),
  )
})
afterAll(async () => {
  for (const racer of racers) racer.disconnect()
  await database.close()
})

const answerSchema = z.object({ codes: z.array(z.string()) })

/** Both processes do it at once; what came of it, of everybody. */
async function both(order: Order): Promise<string[]> {
  const answers = racers.map(
    (racer) =>
      new Promise<string[]>((resolve, reject) => {
        racer.once('message', (message) => {
          const answer = answerSchema.safeParse(message)
          if (answer.success) resolve(answer.data.codes)
          else reject(new Error(JSON.stringify(message)))
        })
        racer.send(order)
      }),
  )
  return (await Promise.all(answers)).flat()
}

/** 64 people in two processes, all of whom have agreed and hold a whole capture, submit at one moment by one link. */
async function race(by: 'portal' | 'check-then-insert') {
  const { token, linkId } = await newLink(ada, { userIdPrefix: 'race-', maxUses: 1 })
  await both({ kind: 'bring', token, people: PEOPLE / racers.length })
  const codes = await both({ kind: 'submit', by })
  const { uses } = await db().link.findUniqueOrThrow({ where: { id: linkId } })
  return { codes: codes.sort(), uses, jobs: await db().job.count({ where: { linkId } }) }
}

test('64 people from two processes and one single use: one job, ten times in a row', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const codes = [...Array(PEOPLE - 1).fill('completed'), 'ok']
    expect(await race('portal')).toEqual({ codes, uses: 1, jobs: 1 })
  }
}, 180_000)

test('the same race catches a use that is looked at first and spent afterwards', async () => {
  expect((await race('check-then-insert')).jobs).toBeGreaterThan(1)
}, 60_000)
