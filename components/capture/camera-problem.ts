import type { CameraProblem } from '@/lib/domain/camera-problem'

export type { CameraProblem }

const byName: Record<string, CameraProblem> = {
  NotAllowedError: 'denied',
  PermissionDeniedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  DevicesNotFoundError: 'missing',
  NotReadableError: 'busy',
  TrackStartError: 'busy',
  AbortError: 'busy',
  OverconstrainedError: 'too_demanding',
  ConstraintNotSatisfiedError: 'too_demanding',
}

/** What getUserMedia threw (or react-webcam's own words when there is no getUserMedia at all). */
export function cameraProblem(thrown: unknown): CameraProblem {
  if (typeof thrown === 'string' || thrown instanceof TypeError) return 'insecure'
  const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : ''
  return byName[name] ?? 'unknown'
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
