// Pure and without zod: the camera's script carries this, and so does the server's gate. What they find in a
// picture is said in these words, so that both judge by one measure.

/** A point of the mesh as the detector gives it: pixels of the frame, x to the right, y down. */
type MeshPoint = readonly (number | undefined)[]

/** What a detector says of one face. */
export type DetectedFace = {
  /** The 468 points of MediaPipe's face mesh, in pixels of the frame. */
  mesh: readonly MeshPoint[]
  /** The detector's own certainty that there is a face, 0 to 1. */
  boxScore: number
  /** Radians. */
  angle: { yaw: number; pitch: number; roll: number }
}

/** A rectangle in fractions of the frame (0 to 1), so that frames of every size are judged alike. */
export type FaceBox = { left: number; top: number; width: number; height: number }

export type FaceReading = {
  /** Around the mesh: forehead to chin, ear to ear. */
  box: FaceBox
  /** Degrees. Yaw: the head turned to a side; pitch: nodding; roll: an ear towards its shoulder. */
  yaw: number
  pitch: number
  roll: number
  /** Between the mouth's corners, as a share of the face's width. */
  mouthWidth: number
  /** How far the mouth's corners stand above its middle, as a share of the face's height. */
  mouthLift: number
  /** How open the eyes are: height by width (the eye aspect ratio), the mean of both. */
  eyesOpen: number
}

export type FrameSize = { width: number; height: number }

/** Numbers of the mesh's points: each is the same place on every face. */
const FOREHEAD = 10
const CHIN = 152
const EARS = [234, 454] as const
const MOUTH_CORNERS = [61, 291] as const
const LIPS_MIDDLE = [13, 14] as const
/** Corner, upper lid twice, corner, lower lid twice. */
const EYES = [
  [33, 160, 158, 133, 153, 144],
  [362, 385, 387, 263, 373, 380],
] as const

const DEGREES = 180 / Math.PI

type Point = { x: number; y: number }

const between = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })

/** Puts a detector's finding into our words. Throws when the mesh is not MediaPipe's: nothing could be read from it. */
export function readFace({ mesh, angle }: DetectedFace, frame: FrameSize): FaceReading {
  const at = (index: number): Point => {
    const [x, y] = mesh[index] ?? []
    if (x === undefined || y === undefined) throw new Error(`A face mesh without its point ${index}`)
    return { x, y }
  }
  const pair = ([a, b]: readonly [number, number]) => [at(a), at(b)] as const

  const [forehead, chin] = [at(FOREHEAD), at(CHIN)]
  const faceHeight = between(forehead, chin)
  const up = { x: (forehead.x - chin.x) / faceHeight, y: (forehead.y - chin.y) / faceHeight }
  const corners = middle(...pair(MOUTH_CORNERS))
  const lips = middle(...pair(LIPS_MIDDLE))
  const lift = (corners.x - lips.x) * up.x + (corners.y - lips.y) * up.y

  return {
    box: boxAround(mesh, frame),
    yaw: angle.yaw * DEGREES,
    pitch: angle.pitch * DEGREES,
    roll: angle.roll * DEGREES,
    mouthWidth: between(...pair(MOUTH_CORNERS)) / between(...pair(EARS)),
    mouthLift: lift / faceHeight,
    eyesOpen: EYES.map((points) => openness(points.map(at))).reduce((sum, open) => sum + open / EYES.length, 0),
  }
}

function openness([outer, upper1, upper2, inner, lower2, lower1]: readonly Point[]): number {
  if (!outer || !upper1 || !upper2 || !inner || !lower2 || !lower1) throw new Error('An eye has six points')
  return (between(upper1, lower1) + between(upper2, lower2)) / (2 * between(outer, inner))
}

function boxAround(mesh: readonly MeshPoint[], { width, height }: FrameSize): FaceBox {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0]
  for (const [x = 0, y = 0] of mesh) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return { left: left / width, top: top / height, width: (right - left) / width, height: (bottom - top) / height }
}
