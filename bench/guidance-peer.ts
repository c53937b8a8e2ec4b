import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

// By their folders: neither package lets its own files be asked for by name.
const peer = join('node_modules', '@smileid', 'web-components')
const vision = join('node_modules', '@mediapipe', 'tasks-vision')

/**
 * Google's published size of face_landmarker.task (float16, version 1), in bytes. It is on Google's and Smile ID's
 * servers only, so it cannot be fetched here: counted by that size. A zip of weights, it does not get smaller on the wire.
 */
const TASK_BYTES = 3_758_596

/** One thing that a page with the peer's camera asks for, and what it weighs on the wire. */
type Asked = { name: string; bytes: number; from: string }

/**
 * What a page with `<smart-camera-web>` of @smileid/web-components asks for until its guidance runs: its own script,
 * and what that fetches from web-models.smileidentity.com. Its fonts from Google are left out, in its favour.
 */
export function peerAsks(): Asked[] {
  const packed = (folder: string, ...path: string[]): Asked => {
    const file = join(folder, ...path)
    return { name: path.at(-1) ?? '', bytes: gzipSync(readFileSync(file), { level: 9 }).length, from: 'npm, gzipped' }
  }
  return [
    packed(peer, 'dist', 'smart-camera-web.js'),
    packed(vision, 'wasm', 'vision_wasm_internal.js'),
    packed(vision, 'wasm', 'vision_wasm_internal.wasm'),
    { name: 'face_landmarker.task', bytes: TASK_BYTES, from: 'published size' },
  ]
}
