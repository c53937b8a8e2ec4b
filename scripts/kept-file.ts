import { linkSync, rmSync, writeFileSync } from 'node:fs'

/**
 * Makes a file that is never made twice. Written beside and linked into place: a crash leaves no half a file, and an
 * existing one is never overwritten.
 */
export function makeOnce(file: string, text: string): void {
  const half = `${file}.${process.pid}`
  writeFileSync(half, text, { mode: 0o600 })
  try {
    linkSync(half, file)
  } finally {
    rmSync(half)
  }
}
