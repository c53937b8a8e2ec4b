import {
  closeSync,
  copyFileSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

const LOG_BYTES_MAX = 20_000_000

type LogFile = { write(text: string): void; end(): void }

/**
 * A log of at most `most` bytes; as many of those before them are in `<file>.1`. Counted while it is written, since
 * `npm start` may run for months. A full disk costs lines, and not the process that writes them.
 */
export function openLog(file: string, most = LOG_BYTES_MAX): LogFile {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const open = () => openSync(file, 'a', 0o600)
  let fd = open()
  let bytes = fstatSync(fd).size
  let isOver = false

  function turn(): void {
    renameSync(file, `${file}.1`)
    const next = open()
    closeSync(fd)
    fd = next
    bytes = 0
  }

  return {
    write(text) {
      if (isOver) return
      const piece = Buffer.from(text)
      try {
        if (bytes > 0 && bytes + piece.length > most) turn()
        bytes += writeSync(fd, piece)
      } catch {
        // There is nobody to tell: this is where it would be told.
      }
    },
    end() {
      if (!isOver) closeSync(fd)
      isOver = true
    },
  }
}

/**
 * For a log that another program writes, which holds it open: past `most` bytes its lines go to `<file>.1` and it begins
 * anew. Whoever appends writes on at its new end. A line written between the two may be lost.
 */
export function shortenLog(file: string, most = LOG_BYTES_MAX): void {
  try {
    if (statSync(file).size <= most) return
    copyFileSync(file, `${file}.1`)
    truncateSync(file)
  } catch {
    // As above.
  }
}
