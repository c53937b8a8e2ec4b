import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { db } from '@/lib/server/db'
import { writeMail } from '@/lib/server/mail-folder'
import { allow } from '@/lib/server/rate-limit'
import { eraseOldFrames, wipeUnusedCaptures } from '@/lib/server/wipe-captures'
import { newOperator } from '@/scripts/testing/captures'
import { newLink } from '@/scripts/testing/links'
import { queuedJob } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'
import { wipe } from './wipe'

vi.mock('@/lib/server/wipe-captures', { spy: true })

const home = mkdtempSync(join(tmpdir(), 'kioo-wipe-'))
process.env.KIOO_HOME = home
afterAll(() => rmSync(home, { recursive: true }))

await scriptedProvider()

beforeEach(async () => {
  await queuedJob()
  await db().$executeRaw`UPDATE "Capture" SET "submittedAt" = now() - interval '31 days'`
  await db().$executeRaw`UPDATE "Frame" SET "createdAt" = now() - interval '31 days'`
  await allow('something', 1, 60)
  await db().$executeRaw`UPDATE "RateCount" SET "endsAt" = now() - interval '1 second'`
})

const left = async () => ({ frames: await db().frame.count(), counts: await db().rateCount.count() })

test('pictures whose days are over go also while something else cannot be erased', async () => {
  vi.mocked(wipeUnusedCaptures).mockRejectedValueOnce(new Error('a lock'))
  await wipe()
  expect(await left()).toEqual({ frames: 0, counts: 0 })
})

test('while pictures cannot be erased the rest goes, and they go the next time', async () => {
  vi.mocked(eraseOldFrames).mockRejectedValueOnce(new Error('a lock'))
  await wipe()
  expect(await left()).toEqual({ frames: 8, counts: 0 })
  await wipe()
  expect(await left()).toEqual({ frames: 0, counts: 0 })
})

test('mails that somebody’s erasure left in the folder, as it was cut short, go; all others stay', async () => {
  const ada = await newOperator()
  const [erased, other] = [await newLink(ada), await newLink(ada)]
  for (const { linkId } of [erased, other]) await writeMail(Buffer.from('Dear Mina'), linkId)
  await wipe()
  expect(readdirSync(join(home, 'mail'))).toHaveLength(2)
  await db().link.update({ where: { id: erased.linkId }, data: { erasedAt: new Date() } })
  await wipe()
  expect(readdirSync(join(home, 'mail'))).toEqual([expect.stringContaining(other.linkId)])
})

test('counts of wrong tries go a day after the last of them, whether anybody signs in or not', async () => {
  const data = [25, 23].map((hours) => {
    const at = new Date(Date.now() - hours * 3_600_000)
    return { key: Uint8Array.of(hours), failures: 3, lastFailure: at, blockedUntil: at }
  })
  await db().signInThrottle.createMany({ data })
  await wipe()
  expect(await db().signInThrottle.findMany({ select: { key: true } })).toEqual([{ key: Uint8Array.of(23) }])
})
