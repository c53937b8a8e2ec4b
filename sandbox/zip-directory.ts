/** What a zip's directory says of one entry, beside what the unpacker tells. */
type Listed = { crc: number; isEncrypted: boolean }

const endMark = 0x06054b50
const locatorMark = 0x07064b50
const entryMark = 0x02014b50

/**
 * The entries of a zip in the order of its directory, which is the order in which they are unpacked. The unpacker
 * compares no checksums and knows no encryption, so both are read here. Throws where there is no such directory.
 */
export function zipDirectory(zip: Uint8Array): Listed[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const end = endOf(view)
  let count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (end >= 20 && view.getUint32(end - 20, true) === locatorMark) {
    // Zip64: the same two numbers with more room, in a record of their own.
    const record = Number(view.getBigUint64(end - 12, true))
    count = Number(view.getBigUint64(record + 32, true))
    at = Number(view.getBigUint64(record + 48, true))
  }
  const listed: Listed[] = []
  for (let nth = 0; nth < count; nth += 1) {
    if (view.getUint32(at, true) !== entryMark) throw new Error('no entry')
    listed.push({ crc: view.getUint32(at + 16, true), isEncrypted: (view.getUint16(at + 8, true) & 1) === 1 })
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true))
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return listed
}

/** The end record is the last thing in a zip but for a comment of at most 65,535 bytes. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at -= 1) {
    if (view.getUint32(at, true) === endMark) return at
  }
  throw new Error('no end record')
}
