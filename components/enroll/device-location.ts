import type { EnrollDraft } from '@/lib/domain/enroll-form-draft'
import { type Outcome, refuse } from '@/lib/domain/outcome'

const TIMEOUT_MS = 15_000
/** About a tenth of a metre; more digits would only pretend. */
const DEGREE_DIGITS = 6

const words: Record<number, string> = {
  1: 'The browser does not let this page know the location. Allow it beside the address, or type it in.',
  2: 'The device does not know where it is. Type the location in.',
  3: 'The device took too long to find itself. Try again, or type the location in.',
}

/** Asks the device where it is; the browser asks the person first. */
export function deviceLocation(): Promise<Outcome<{ location: NonNullable<EnrollDraft['location']> }>> {
  return new Promise((resolve) => {
    const fail = (code: number) => resolve(refuse('no_location', words[code] ?? words[2] ?? ''))
    if (!navigator.geolocation) return fail(1)
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, altitude, accuracy } }) =>
        resolve({
          ok: true,
          location: {
            latitude: latitude.toFixed(DEGREE_DIGITS),
            longitude: longitude.toFixed(DEGREE_DIGITS),
            altitude: altitude === null ? '' : altitude.toFixed(1),
            accuracy: Math.round(accuracy),
          },
        }),
      ({ code }) => fail(code),
      { enableHighAccuracy: true, timeout: TIMEOUT_MS, maximumAge: 60_000 },
    )
  })
}
