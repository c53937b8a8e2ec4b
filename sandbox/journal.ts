import { appendFileSync, closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/** Lines written since the last rewrite may take this much room, or as much again as the rewrite did. */
const slackBytes = 8 * 1024 * 1024

type Journal = { append(entry: unknown): void; rewrite(entries: Iterable<unknown>): void; close(): void }

/**
 * One JSON line per change, appended before anyone is answered: what was written survives a killed process.
 * It is not flushed to the disk (a power cut may cost the last lines), which is right for a stand-in.
 * A last line torn by a crash is left out on reading.
 */
export function readJournal(path: string): unknown[] {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line): unknown[] => {
      try {
        return [JSON.parse(line)]
      } catch {
        return []
      }
    })
}

/** Opens for appending, after writing `live` (all that still counts) in place of what was there. */
export function openJournal(path: string, live: () => Iterable<unknown>): Journal {
  let file = -1
  let written = 0
  let limit = 0

  const rewrite = (entries: Iterable<unknown>) => {
    const text = [...entries].map((entry) => `${JSON.stringify(entry)}\n`).join('')
    writeFileSync(`${path}.new`, text, { mode: 0o600 })
    if (file >= 0) closeSync(file)
    renameSync(`${path}.new`, path)
    file = openSync(path, 'a', 0o600)
    written = 0
    limit = Math.max(slackBytes, text.length)
  }

  rewrite(live())
  return {
    append(entry) {
      const line = `${JSON.stringify(entry)}\n`
      appendFileSync(file, line)
      written += line.length
      if (written > limit) rewrite(live())
    },
    rewrite,
    close() {
      closeSync(file)
      // The number may soon belong to another file: whoever still writes must fail, not write there.
      file = -1
    },
  }
}
