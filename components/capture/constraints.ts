// From what we would like to whatever there is: a camera that cannot do better must not end the capture.
const rungs: readonly MediaTrackConstraints[] = [
  { width: { ideal: 1280 }, height: { ideal: 720 } },
  { width: { ideal: 640 }, height: { ideal: 480 } },
]

/** The last rung asks for any camera at all. */
export const lastRung = rungs.length

/**
 * What to ask the browser for on one rung. `ideal`, never `exact`: a remembered camera that is unplugged
 * today must give way to another one.
 */
export function videoConstraints(rung: number, cameraId: string | null): MediaTrackConstraints | boolean {
  const size = rungs[rung]
  const device = cameraId ? { deviceId: { ideal: cameraId } } : { facingMode: { ideal: 'user' } }
  if (!size) return cameraId ? { deviceId: { ideal: cameraId } } : true
  return { ...size, ...device }
}
