import { appendFileSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openLog, shortenLog } from './log-file'

function fileOfItsOwn(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kioo-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'logs', 'portal.log')
}

test('a log that is written for ever holds no more than it may, and the newest lines are in it, in order', () => {
  const file = fileOfItsOwn()
  const log = openLog(file, 1_000)
  const lines = Array.from({ length: 500 }, (_, nth) => `line ${nth}\n`)
  for (const line of lines) log.write(line)
  log.end()
  const [older, newer] = [readFileSync(`${file}.1`, 'utf8'), readFileSync(file, 'utf8')]
  expect(Math.max(older.length, newer.length)).toBeLessThanOrEqual(1_000)
  expect(lines.join('').endsWith(older + newer)).toBe(true)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('what an earlier run wrote counts too', () => {
  const file = fileOfItsOwn()
  for (const words of ['a'.repeat(900), 'b'.repeat(200)]) {
    const log = openLog(file, 1_000)
    log.write(words)
    log.end()
  }
  expect(readFileSync(`${file}.1`, 'utf8')).toBe('a'.repeat(900))
  expect(readFileSync(file, 'utf8')).toBe('b'.repeat(200))
})

test('a log that another program holds open is begun anew when it is too long, and not before', () => {
  const file = fileOfItsOwn()
  mkdirSync(dirname(file))
  const held = openSync(file, 'a', 0o600)
  const say = (words: string) => {
    appendFileSync(held, words)
    shortenLog(file, 1_000)
  }
  say('a'.repeat(900))
  expect(statSync(file).size).toBe(900)
  say('b'.repeat(200))
  say('c')
  closeSync(held)
  expect(readFileSync(`${file}.1`, 'utf8')).toBe('a'.repeat(900) + 'b'.repeat(200))
  expect(readFileSync(file, 'utf8')).toBe('c')
  expect(statSync(`${file}.1`).mode & 0o777).toBe(0o600)
})

test('a log that is not there is not made', () => expect(() => shortenLog(fileOfItsOwn())).not.toThrow())
