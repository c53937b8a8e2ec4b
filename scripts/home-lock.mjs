import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf } from './identity.mjs'

const LOCK = /^running\.(\d+)\.json$/

/**
 * One Kioo per home. Returns null when it is ours now, or what the running one says of itself.
 *
 * Locks are numbered and the highest one counts. It is never removed, not even at the end: that its process is
 * gone says enough, and a removal could hit the lock of somebody who came meanwhile.
 */
export function takeHome(home, about) {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const mine = join(home, `starting.${process.pid}.json`)
  writeFileSync(mine, JSON.stringify({ pid: process.pid, identity: identityOf(process.pid), ...about }), {
    mode: 0o600,
  })
  const lock = (number) => join(home, `running.${number}.json`)
  try {
    for (;;) {
      const last = Math.max(...numbers(home))
      const other = read(lock(last))
      if (other && identityOf(other.pid) === other.identity) return other
      const next = last + 1
      // A link is made whole or not at all, and never over another: of two starts at once one gets the number.
      if (!link(mine, lock(next))) continue
      const all = numbers(home)
      if (Math.max(...all) === next) {
        for (const number of all) if (number < next) rmSync(lock(number), { force: true })
        return null
      }
      // The number was free because others had come and gone since we looked.
      rmSync(lock(next), { force: true })
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

function numbers(home) {
  return [0, ...readdirSync(home).map((name) => Number(LOCK.exec(name)?.[1] ?? 0))]
}

function link(from, to) {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
