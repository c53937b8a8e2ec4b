import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const MARK = 'node_modules/.kioo-installed'

function parsed(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** What an install of ours leaves behind: which lockfile, for which machine. */
export function installMark() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
  return { file: MARK, text: `${lock} ${process.platform} ${process.arch}\n` }
}

function libc() {
  return process.report?.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl'
}

function namesMachine({ os, cpu, libc: needed }) {
  return Boolean(os || cpu || needed)
}

function isForHere({ os, cpu, libc: needed }) {
  if (os && !os.includes(process.platform)) return false
  if (cpu && !cpu.includes(process.arch)) return false
  return !needed || process.platform !== 'linux' || needed.includes(libc())
}

/** True when node_modules is what the lockfile says, whoever installed it; npm keeps its own list there. */
export function isInstalled({ dev }) {
  try {
    if (readFileSync(MARK, 'utf8') === installMark().text) return true
  } catch {
    // Not installed by us; it may still be all there.
  }
  const wanted = parsed('package-lock.json')?.packages ?? {}
  const present = parsed('node_modules/.package-lock.json')?.packages
  if (!present) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path || (entry.dev && !dev) || (entry.optional && !isForHere(entry))) return true
    // With what is for other machines npm leaves out what only that needs, which names no machine itself.
    if (entry.optional && !namesMachine(entry) && !present[path]) return true
    return present[path]?.version === entry.version
  })
}
