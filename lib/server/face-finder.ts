// Runs in a worker thread: finding a face keeps a processor busy for a tenth of a second, and the portal's own thread
// has answers to give meanwhile. It reads no database and no settings, and it opens no connection.
import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import sharp from 'sharp'
import { z } from 'zod'
import { readFrame } from '@/lib/domain/face-frame'
import type { FrameReading } from '@/lib/domain/face-gate'
import type { Pixels } from '@/lib/domain/face-light'
import { openEngine } from './face-engine'
import { BEHIND, threadsHavePriorities } from './processors'

sharp.concurrency(1)
sharp.cache(false)

/** The models see 256 and 192 pixels; more than this would only cost time. */
const LONGEST_SIDE = 640

const questionSchema = z.object({ jpeg: z.instanceof(Uint8Array) })

const port = parentPort
if (!port) throw new Error('Only to be started as a worker thread')

// Zero is whoever asks: this thread.
if (threadsHavePriorities) setPriority(0, BEHIND)

const find = await openEngine()
// From here on nothing in this thread has anything to fetch.
globalThis.fetch = () => Promise.reject(new Error('This thread reaches no network'))

port.on('message', async (message) => {
  try {
    port.postMessage({ kind: 'seen', reading: await read(questionSchema.parse(message).jpeg) })
  } catch {
    // Without the reason: an error may quote the picture it choked on.
    port.postMessage({ kind: 'failed' })
  }
})
port.postMessage({ kind: 'started' })

async function read(jpeg: Uint8Array): Promise<FrameReading> {
  const picture = sharp(jpeg)
  const { width, height } = await picture.metadata()
  const { data, info } = await picture
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixels: Pixels = { width: info.width, height: info.height, data, channels: 3 }
  const { faces, light } = readFrame(pixels, await find(pixels))
  return { frame: { width, height }, faces: faces.length, face: faces[0] ?? null, light }
}
