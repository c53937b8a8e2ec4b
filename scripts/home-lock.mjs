import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityOf } from './identity.mjs'

/**
 * One Kioo per home. Returns null when it is ours now, or what the running one says of itself.
 * A killed one's lock is known by its process being gone, and taken over.
 */
export function takeHome(home, about) {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const file = join(home, 'running.json')
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, JSON.stringify({ pid: process.pid, identity: identityOf(process.pid), ...about }), {
    mode: 0o600,
  })
  try {
    for (;;) {
      try {
        // A link is made whole or not at all, and never over another: of two starts at once one wins.
        linkSync(mine, file)
        process.once('exit', () => rmSync(file, { force: true }))
        return null
      } catch (error) {
        if (error.code !== 'EEXIST') throw error
      }
      const other = read(file)
      if (other && identityOf(other.pid) === other.identity) return other
      rmSync(file, { force: true })
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
