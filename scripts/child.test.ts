import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keepRunning } from './child'

const home = mkdtempSync(join(tmpdir(), 'kioo-child-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

test('a process that crashed and waits to be started again is started at once when that is asked for', async () => {
  const file = join(home, 'crashes.mjs')
  writeFileSync(file, 'throw new Error("not yet mended")')
  let starts = 0
  let waits = () => {}
  const waiting = new Promise<void>((resolve) => {
    waits = resolve
  })
  let lives = () => {}
  const living = new Promise<void>((resolve) => {
    lives = resolve
  })
  const child = keepRunning({
    name: 'child',
    args: [file],
    env: process.env,
    home,
    onExit: 'restart',
    onStart: () => {
      starts += 1
    },
    onLine: (line) => (line === 'mended' ? lives() : undefined),
    // The fourth wait is of several seconds.
    tell: (line) => (line.includes('starting it again in 4 s') ? waits() : undefined),
  })
  await waiting
  const before = starts
  writeFileSync(file, 'console.log("mended"); setInterval(() => {}, 1000)')
  child.restart()
  expect(starts).toBe(before + 1)
  await living
  await child.stop()
  // Three waits and four starts, on a machine that may be busy.
}, 30_000)

test('a process that ends unasked is started again or left, as its owner says each time, who hears its last words', async () => {
  const file = join(home, 'ends.mjs')
  writeFileSync(file, 'console.log("last words"); process.exit(3)')
  const heard: string[] = []
  const told: string[] = []
  let leave = () => {}
  const left = new Promise<void>((resolve) => {
    leave = resolve
  })
  const child = keepRunning({
    name: 'ends',
    args: [file],
    env: process.env,
    home,
    onExit: (words) => {
      heard.push(words)
      if (heard.length < 2) return 'restart'
      leave()
      return 'leave'
    },
    tell: (line) => void told.push(line),
  })
  await left
  expect(heard).toEqual(['last words', 'last words'])
  expect(told).toEqual(['ends ended (3); starting it again in 0.5 s'])
  await child.stop()
})
