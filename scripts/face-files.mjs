// Puts the face detector's runtime and models where the portal serves them from: never from somebody else's host.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

const models = 'node_modules/@vladmandic/human'
const runtime = 'node_modules/@tensorflow/tfjs-backend-wasm'

const files = [
  // The runtime picks the one that the browser can run.
  ...['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm-threaded-simd.wasm'].map((name) =>
    join(runtime, 'wasm-out', name),
  ),
  ...['blazeface.json', 'blazeface.bin', 'facemesh.json', 'facemesh.bin'].map((name) => join(models, 'models', name)),
]

const NOTICE = 'NOTICE.txt'
const notice = `The files of this folder come with Kioo and are served by it alone.

blazeface.*, facemesh.*   BlazeFace and Face Mesh by Google (MediaPipe), Apache License 2.0, converted to TensorFlow.js;
                          taken from the npm package @vladmandic/human (MIT, (c) Vladimir Mandic).
tfjs-backend-wasm*.wasm   TensorFlow.js by Google, Apache License 2.0; from @tensorflow/tfjs-backend-wasm.

Apache License 2.0: https://www.apache.org/licenses/LICENSE-2.0
`

const versionOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version

/** The folder's name says what is in it, so that browsers may keep it for ever. */
function faceFilesFolder() {
  return join('public', 'face', `${versionOf(models)}-${versionOf(runtime)}`)
}

/** The addresses they are served at. */
export function faceFiles() {
  return [...files.map((file) => basename(file)), NOTICE].map((name) => `/face/${basename(faceFilesFolder())}/${name}`)
}

/**
 * Copies them, gzipped once and for all (next.config.js says so to browsers): servers leave model weights as they are,
 * and a slow network pays for each byte. Drops what an earlier version left.
 */
export function putFaceFiles() {
  const folder = faceFilesFolder()
  // Files for everybody: the portal hands them out.
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  for (const other of readdirSync(dirname(folder)).filter((name) => name !== basename(folder)))
    rmSync(join(dirname(folder), other), { recursive: true })
  const put = (name, bytes) => writeFileSync(join(folder, name), gzipSync(bytes, { level: 9 }))
  for (const file of files) put(basename(file), readFileSync(file))
  put(NOTICE, notice)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) putFaceFiles()
