import { type Camera, usableCameras } from './cameras'

/**
 * Tells which cameras there are whenever one is plugged in or out. Where the browser does not say any more (the
 * permission was taken back, the page is on its way out), what was told last stands. Returns what stops the watching.
 */
export function watchCameras(
  devices: Pick<MediaDevices, 'enumerateDevices' | 'addEventListener' | 'removeEventListener'>,
  tell: (cameras: readonly Camera[]) => void,
): () => void {
  let stopped = false
  const look = () =>
    devices.enumerateDevices().then(
      (found) => (stopped ? undefined : tell(usableCameras(found))),
      () => {},
    )
  devices.addEventListener('devicechange', look)
  return () => {
    stopped = true
    devices.removeEventListener('devicechange', look)
  }
}
