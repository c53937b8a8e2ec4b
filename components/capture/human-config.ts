import type { Config } from '@vladmandic/human'

const off = { enabled: false } as const

/** Faces to look for: the person, and somebody beside her. */
const FACES_MAX = 2
/** Where a face was, it may be looked for again this long (milliseconds); a person who leaves is noticed after it. */
const TRACK_MS = 250

/** Face detector and mesh alone, from our own files: the package's defaults would fetch its runtime from elsewhere. */
export function detectorConfig(files: string): Partial<Config> {
  return {
    backend: 'wasm',
    wasmPath: files,
    modelBasePath: files,
    cacheModels: false,
    debug: false,
    warmup: 'none',
    filter: { ...off },
    gesture: { ...off },
    face: {
      enabled: true,
      detector: { rotation: false, maxDetected: FACES_MAX },
      mesh: { enabled: true },
      attention: { ...off },
      iris: { ...off },
      emotion: { ...off },
      description: { ...off },
      antispoof: { ...off },
      liveness: { ...off },
    },
    body: { ...off },
    hand: { ...off },
    object: { ...off },
    segmentation: { ...off },
  }
}

/** The whole frame is searched, whatever was found before. */
export const FULL: Partial<Config> = { cacheSensitivity: 0, face: { detector: { skipFrames: 0, skipTime: 0 } } }
export const TRACKED: Partial<Config> = {
  cacheSensitivity: 0.7,
  face: { detector: { skipFrames: 30, skipTime: TRACK_MS } },
}
