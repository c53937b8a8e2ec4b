import { crc32 } from 'node:zlib'
import { unzipSync } from 'fflate'
import { z } from 'zod'
import { zipDirectory } from './zip-directory'

/** What a zip may hold. The service documents no limits; ours only keep a hostile zip from eating the machine. */
const maxEntries = 64
const maxUnpackedBytes = 50 * 1024 * 1024

/** Picture types of info.json. Types 1, 3, 5 and 7 are sides of ID cards, which these job types do not use. */
const selfieTypes = [0, 2]
const livenessTypes = [4, 6]

const imageSchema = z.looseObject({
  image_type_id: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]),
  image: z.string().nullish(),
  file_name: z.string().nullish(),
})

const infoSchema = z.looseObject({ images: z.array(imageSchema) })

type Image = z.output<typeof imageSchema>

export type Package =
  | { ok: true; selfie: Uint8Array; liveness: Uint8Array[] }
  | { ok: false; fault: 'zip corrupt' | 'info.json invalid' | 'selfie missing' | 'frame missing' }

/** Takes a zip apart. Nothing is ever written under a name from the zip, so a name is only a key to look up. */
export function openPackage(zip: Uint8Array): Package {
  const files = unpack(zip)
  if (!files) return { ok: false, fault: 'zip corrupt' }
  const info = readInfo(files.get('info.json'))
  if (!info) return { ok: false, fault: 'info.json invalid' }
  const ofTypes = (types: number[]) => info.images.filter((image) => types.includes(image.image_type_id))
  const selfie = ofTypes(selfieTypes)
    .map((image) => bytesOf(image, files))
    .find((bytes) => bytes !== undefined)
  if (!selfie) return { ok: false, fault: 'selfie missing' }
  const liveness: Uint8Array[] = []
  for (const image of ofTypes(livenessTypes)) {
    const bytes = bytesOf(image, files)
    if (!bytes) return { ok: false, fault: 'frame missing' }
    liveness.push(bytes)
  }
  return { ok: true, selfie, liveness }
}

function unpack(zip: Uint8Array): Map<string, Uint8Array> | undefined {
  let entries = 0
  let unpacked = 0
  const sums = new Map<string, number>()
  try {
    const directory = zipDirectory(zip)
    const files = unzipSync(zip, {
      // Runs before an entry is inflated, into a buffer of the declared size: a lying size cannot grow it.
      filter: ({ name, size, originalSize }) => {
        const listed = directory[entries]
        entries += 1
        unpacked += Math.max(size, originalSize)
        if (entries > maxEntries || unpacked > maxUnpackedBytes) throw new Error('too large')
        if (/[\\\0]|^[a-z]:|^\/|^__proto__$|(^|\/)\.\.(\/|$)/i.test(name)) throw new Error('unsafe name')
        if (!listed || listed.isEncrypted) throw new Error('unreadable entry')
        // Of two entries with one name the last is unpacked, and its sum is the one that counts.
        sums.set(name, listed.crc)
        return !name.endsWith('/')
      },
    })
    const found = new Map(Object.entries(files))
    // A byte that changed on the way mostly still decodes: only the sum tells.
    return [...found].every(([name, bytes]) => crc32(bytes) === sums.get(name)) ? found : undefined
  } catch {
    return undefined
  }
}

function readInfo(bytes: Uint8Array | undefined) {
  if (!bytes) return undefined
  try {
    return infoSchema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))).data
  } catch {
    return undefined
  }
}

/** Writers differ: some fill `image` with base64, some name a file, some send both with one of them empty. */
function bytesOf({ image, file_name }: Image, files: Map<string, Uint8Array>): Uint8Array | undefined {
  if (image) return Buffer.from(image, 'base64')
  return file_name ? files.get(file_name) : undefined
}
