export type Camera = { id: string; name: string; remark: 'virtual' | null }

const infrared = /\b(ir|infra-?red|depth|windows hello|tof)\b/i
// A warning, not a defence: anybody can rename a device.
const imitation =
  /virtual|\bobs\b|manycam|snap ?cam|xsplit|vcam|droidcam|ivcam|iriun|epoccam|camo\b|ndi\b|mmhmm|prism live|youcam|splitcam|chromacam|logi ?capture|e2esoft|unity ?video|v4l2loopback|dummy video/i
const rear = /\b(back|rear|environment)\b/i
const built = /front|user.?facing|facetime|integrated|built-?in|internal/i

/** Whether a camera calls itself like a program that imitates one. */
export const isVirtual = (label: string): boolean => imitation.test(label)

/** The cameras a person can be photographed with: infrared and depth sensors see no face we could send. */
export function usableCameras(devices: readonly MediaDeviceInfo[]): Camera[] {
  return devices
    .filter(({ kind, label, deviceId }) => kind === 'videoinput' && deviceId && !infrared.test(label))
    .map(({ deviceId, label }, at) => ({
      id: deviceId,
      name: label.replace(/\s*\([0-9a-f]{4}:[0-9a-f]{4}\)$/i, '') || `Camera ${at + 1}`,
      remark: isVirtual(label) ? 'virtual' : null,
    }))
}

/** Whether the preview should behave like a mirror: cameras that face the one who looks at the screen. */
export function facesViewer({ facingMode, label }: { facingMode: string | undefined; label: string }): boolean {
  if (facingMode) return facingMode === 'user'
  return built.test(label) && !rear.test(label)
}

// The one thing kept in the browser: an opaque id that is random per site and erased with its cookies.
const KEY = 'kioo.camera'

export function rememberedCamera(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

export function rememberCamera(id: string | null): void {
  try {
    if (id) localStorage.setItem(KEY, id)
    else localStorage.removeItem(KEY)
  } catch {
    // Storage may be forbidden; then the browser's own choice stands next time.
  }
}
