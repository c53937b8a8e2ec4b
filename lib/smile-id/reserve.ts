import { z } from 'zod'
import { REGISTER } from '@/lib/domain/job'
import type { Submission } from '@/lib/domain/provider'
import { call, type Failed, failed, type Refused, refusalIn } from './call'
import { lenientSmileJobId, lenientText } from './lenient'
import { metadata, partnerParams } from './partner-params'
import type { Connection } from './settings'
import { sign } from './signature'
import { uploadAddress } from './upload-address'

export const PACKAGE_FILE_NAME = 'selfie.zip'

/** What the documentation asks REST integrators to send. */
const SOURCE = { source_sdk: 'rest_api', source_sdk_version: '1.0.0' } as const

export type Reservation = {
  kind: 'reserved'
  uploadUrl: URL
  providerJobId: string | null
  timestamp: string
  signature: string
  /** The whole answer; the package carries it back as server_information. */
  answer: Readonly<Record<string, unknown>>
}

const reservationSchema = z.object({ upload_url: lenientText, smile_job_id: lenientSmileJobId })

/**
 * Asks for an upload address: `POST /upload`. `retry` asks for another one for a job that is known already
 * (Android, PrepUploadRequest). Safe to repeat: without an upload the provider has no job.
 */
export async function reserve(
  connection: Connection,
  submission: Submission,
  retry: boolean,
  signal: AbortSignal,
): Promise<Reservation | Refused | Failed> {
  const timestamp = connection.now().toISOString()
  const signature = sign(timestamp, connection)
  const body = {
    callback_url: submission.callbackUrl,
    file_name: PACKAGE_FILE_NAME,
    model_parameters: {},
    partner_params: partnerParams(submission),
    smile_client_id: connection.partnerId,
    use_enrolled_image: submission.useEnrolledImage,
    ...(submission.type === REGISTER ? { allow_new_enroll: submission.allowReEnroll } : {}),
    ...(retry ? { retry: true } : {}),
    metadata: metadata(submission.location),
    signature,
    timestamp,
    ...SOURCE,
  }
  const reply = await call(connection, 'upload', body, connection.limits.reserveMs, signal)
  if (reply.kind !== 'answered') return reply

  const { upload_url, smile_job_id } = reservationSchema.parse(reply.value)
  if (!upload_url) return refusalIn(reply.value) ?? failed('unreadable')
  const uploadUrl = uploadAddress(upload_url, connection)
  if (!uploadUrl) return failed('upload_host')
  return { kind: 'reserved', uploadUrl, providerJobId: smile_job_id, timestamp, signature, answer: reply.value }
}
