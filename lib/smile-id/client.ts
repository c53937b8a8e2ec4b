import type { Provider, Submission, SubmitOptions, SubmitOutcome } from '@/lib/domain/provider'
import { buildPackage } from './package'
import { reserve } from './reserve'
import { type Connection, connect, type SmileIdSettings } from './settings'
import { readStatus } from './status'
import { upload } from './upload'

/** The job exists already under this job id. */
const JOB_EXISTS = '2215'

/**
 * Smile ID, protocol v1: reserve (`/upload`), PUT the package, read `job_status`. Holds no state, logs
 * nothing, and throws only for what `onPhase` throws and for settings that are not an address.
 */
export function createSmileIdV1(settings: SmileIdSettings): Provider {
  const connection = connect(settings)
  return {
    submit: (submission, options) => submit(connection, submission, options),
    readStatus: (job, signal) => readStatus(connection, job, signal),
  }
}

async function submit(
  connection: Connection,
  submission: Submission,
  { signal, isKnownAbsent, onPhase }: SubmitOptions,
): Promise<SubmitOutcome> {
  await onPhase('reserving')
  let reservation = await reserve(connection, submission, false, signal)
  // An earlier try of ours got as far as a reservation; its address is lost, so ask for another.
  if (reservation.kind === 'refused' && reservation.code === JOB_EXISTS) {
    // Or of somebody whom a restored database has forgotten: then the package may be there.
    if (!isKnownAbsent) return { kind: 'unknown', cause: 'exists' }
    await onPhase('reserving')
    reservation = await reserve(connection, submission, true, signal)
    // Still said to exist: then it may well have the package, and its status tells.
    if (reservation.kind === 'refused' && reservation.code === JOB_EXISTS) return { kind: 'unknown', cause: 'exists' }
  }
  if (reservation.kind === 'refused') return reservation
  if (reservation.kind === 'failed') return { ...reservation, kind: 'again' }

  const body = buildPackage(submission, reservation, connection)
  await onPhase('uploading')
  const uploaded = await upload(connection, reservation.uploadUrl, body, signal)
  return uploaded.kind === 'uploaded' ? { kind: 'accepted', providerJobId: reservation.providerJobId } : uploaded
}
