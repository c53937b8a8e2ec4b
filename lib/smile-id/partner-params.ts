import type { Location } from '@/lib/domain/enroll-form'
import type { Submission } from '@/lib/domain/provider'

type PartnerParams = Record<string, string | number>

/**
 * What the provider echoes in every callback. The location goes as text (v1 has no place of its own for it),
 * and our own names come last, so that no extra parameter can take their place.
 */
export function partnerParams(submission: Submission): PartnerParams {
  return {
    ...submission.partnerParams,
    ...(submission.location ? locationTexts(submission.location) : {}),
    user_id: submission.userId,
    job_id: submission.jobId,
    job_type: submission.type,
  }
}

/**
 * The `metadata` entry current SDKs write (smileidentity/android, LocationMetadata.kt): numbers for the place,
 * text for the rest, no altitude. INFERRED: the words for `source`, which are not published.
 */
export function metadata(location: Location | null): object[] {
  if (!location) return []
  const { latitude, longitude, accuracy } = location
  const value = {
    latitude,
    longitude,
    ...(accuracy === null ? {} : { accuracy: String(accuracy) }),
    source: accuracy === null ? 'manual' : 'browser',
  }
  return [{ name: 'geolocation', value }]
}

function locationTexts(location: Location): Record<string, string> {
  const { latitude, longitude, altitude, accuracy } = location
  return {
    latitude: String(latitude),
    longitude: String(longitude),
    ...(altitude === null ? {} : { altitude: String(altitude) }),
    ...(accuracy === null ? {} : { accuracy: String(accuracy) }),
  }
}
