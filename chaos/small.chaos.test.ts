import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { removeHome } from '../scripts/postgres-data'
import { openServer, type Server } from './postgres'
import { killAll } from './process'
import { onStage } from './run'
import { baseSettings } from './settings'
import type { Trial } from './trial'
import { trials } from './trials'

// The trials of `npm run chaos` in a small size and without their controls, against the production build.
const seed = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 1_000_000))
const home = mkdtempSync(join(tmpdir(), 'kioo-chaos-'))
let server: Server

beforeAll(async () => {
  if (!existsSync('.next/BUILD_ID')) throw new Error('These tests run the production build: npm run build first.')
  Object.assign(process.env, baseSettings, { DATABASE_URL: 'postgresql://127.0.0.1:9/none' })
  server = await openServer(home)
})
afterAll(async () => {
  killAll()
  await server?.stop()
  await removeHome(home)
})

describe(`chaos, seed ${seed}`, () => {
  const all = trials.flat()
  const good = { losses: 0, duplicates: 0, faults: [] }
  const name = ({ promise, words }: Trial) => `${promise}: ${words}: nothing lost, nothing twice`
  const attempt = (trial: Trial) => onStage(trial, { home, server, seed, isSmall: true }, (run) => run(false))

  describe('alone', () => {
    for (const trial of all.filter(({ isAlone }) => isAlone))
      test(name(trial), async () => expect(await attempt(trial)).toMatchObject(good))
  })
  describe('side by side', () => {
    for (const trial of all.filter(({ isAlone }) => !isAlone))
      test.concurrent(name(trial), async () => expect(await attempt(trial)).toMatchObject(good))
  })
})
