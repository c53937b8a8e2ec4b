import 'server-only'
import type { Connection, Submittable } from 'pg'
import { withConnection } from './pool'

/** A row of binary COPY: each column's bytes as PostgreSQL sends its type, null for NULL. */
export type BinaryRow = (Buffer | null)[]

/**
 * The rows of a query, with bytes sent as bytes. The driver asks for ordinary answers as text, and to write and read
 * bytes as text costs both sides several times as much. COPY takes no parameters, so the caller has to have checked
 * every value that stands in `select`. Throws unless all rows arrive within the pool's time limits.
 */
export async function copyOut(select: string): Promise<BinaryRow[]> {
  const copy = new CopyOut(`copy (${select}) to stdout (format binary)`)
  return binaryRows(await withConnection((client) => client.query(copy).bytes))
}

/** One COPY, as the driver carries out what it has not built itself: it calls `handle…` with what the server says. */
class CopyOut implements Submittable {
  readonly bytes: Promise<Buffer>
  /** Called with the end, whatever it is. The driver puts its time limit around it. */
  callback: (error?: Error | null) => void = () => {}
  private readonly parts: Buffer[] = []

  constructor(readonly text: string) {
    this.bytes = new Promise((resolve, reject) => {
      this.callback = (error) => (error ? reject(error) : resolve(Buffer.concat(this.parts)))
    })
  }

  submit(connection: Connection): void {
    connection.query(this.text)
  }

  handleCopyData({ chunk }: { chunk: Uint8Array }): void {
    // Copied: the driver reads the next message into the same memory.
    this.parts.push(Buffer.from(chunk))
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.callback()
  }

  handleError(error: Error): void {
    this.callback(error)
  }
}

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
const NO_MORE = -1
const NULL = -1

/**
 * Takes a binary COPY apart: signature, 32 bits of flags, a header extension with its length, then each row as the
 * number of its columns and each column as its length (-1: NULL) and its bytes; in the end -1 instead of a number.
 * Source: PostgreSQL's documentation of COPY, "Binary Format". Throws when it is cut short or is something else.
 */
export function binaryRows(copied: Buffer): BinaryRow[] {
  if (!copied.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new Error('This is no binary COPY')
  let at = SIGNATURE.length + 4
  at += 4 + copied.readInt32BE(at)
  const column = (): Buffer | null => {
    const length = copied.readInt32BE(at)
    at += 4
    if (length === NULL) return null
    if (length < 0) throw new Error('This is no binary COPY')
    if (at + length > copied.length) throw new Error('A binary COPY was cut short')
    at += length
    return copied.subarray(at - length, at)
  }
  const rows: BinaryRow[] = []
  for (;;) {
    const columns = copied.readInt16BE(at)
    at += 2
    if (columns === NO_MORE) return rows
    rows.push(Array.from({ length: columns }, column))
  }
}
