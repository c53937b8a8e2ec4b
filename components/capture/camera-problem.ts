import type { CameraProblem } from '@/lib/domain/camera-problem'

/** What the browser says of its permission; null: it cannot say (Firefox before 127, for one). */
export type Permission = 'granted' | 'denied' | 'prompt' | null

const byName: Record<string, CameraProblem> = {
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  // The document may not use cameras at all, whatever the person says.
  SecurityError: 'policy',
  NotFoundError: 'missing',
  DevicesNotFoundError: 'missing',
  NotReadableError: 'busy',
  TrackStartError: 'busy',
  AbortError: 'busy',
  OverconstrainedError: 'too_demanding',
  ConstraintNotSatisfiedError: 'too_demanding',
}

/**
 * What getUserMedia threw (or react-webcam's own words when there is no getUserMedia at all), with the permission as
 * it was before the browser was asked and as it is now.
 */
export function cameraProblem(thrown: unknown, before: Permission = null, now: Permission = null): CameraProblem {
  if (typeof thrown === 'string' || thrown instanceof TypeError) return 'insecure'
  const isError = thrown instanceof Error || thrown instanceof DOMException
  const problem = byName[isError ? thrown.name : ''] ?? 'unknown'
  const message = isError ? thrown.message : ''
  // Windows lets no program have the camera: Chromium calls that unreadable, with these words.
  if (problem === 'denied' && /policy/i.test(message)) return 'policy'
  if (problem !== 'denied') return problem
  // Chromium says so in words on macOS and Windows. Elsewhere it shows only in that the browser's own answer was yes.
  if (/system/i.test(message) || now === 'granted') return 'system'
  return before === 'denied' ? 'denied_before' : 'denied'
}

/** The permission as the browser tells it. Asking for it asks the person nothing. */
export async function cameraPermission(): Promise<PermissionStatus | null> {
  try {
    return await navigator.permissions.query({ name: 'camera' })
  } catch {
    return null
  }
}

/** Problems that can be seen before asking for the camera. */
export function problemBeforeAsking(): CameraProblem | null {
  if (!window.isSecureContext || !navigator.mediaDevices?.getUserMedia) return 'insecure'
  // Chromium only: a page reached from one whose Permissions-Policy has no camera needs to be loaded anew.
  const policy: unknown = Reflect.get(document, 'featurePolicy')
  if (policy && typeof policy === 'object' && 'allowsFeature' in policy && typeof policy.allowsFeature === 'function')
    return policy.allowsFeature('camera') ? null : 'policy'
  return null
}
