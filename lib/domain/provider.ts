import type { Location } from './enroll-form'
import type { JobType } from './job'

/**
 * What the rest of Kioo knows of a provider: submit a capture, read a status. `lib/smile-id` speaks
 * Smile ID's v1 behind it; a later generation goes beside it without touching jobs or pages.
 */
export type Provider = {
  /** Sends one capture. Never throws for anything the network or the provider does. */
  submit(submission: Submission, options: SubmitOptions): Promise<SubmitOutcome>
  /** Asks for a job's result. Never throws for anything the network or the provider does. */
  readStatus(job: { jobId: string; userId: string }, signal: AbortSignal): Promise<StatusOutcome>
}

export type Submission = {
  jobId: string
  userId: string
  type: JobType
  allowReEnroll: boolean
  useEnrolledImage: boolean
  location: Location | null
  /** Extra parameters, echoed back in every callback. */
  partnerParams: Record<string, string>
  callbackUrl: string
  selfie: Uint8Array
  /** JPEGs in the order taken. */
  liveness: Uint8Array[]
}

export type SubmitOptions = {
  /** The whole submission stops when this fires. */
  signal: AbortSignal
  /**
   * Whether the provider has just said that it has no package under this job id. Only then may an id that it calls
   * taken be reserved once more: otherwise the package may be there already.
   */
  isKnownAbsent: boolean
  /** Awaited before each call, so that after a crash one knows how far it came; may throw to stop. */
  onPhase(phase: 'reserving' | 'uploading'): Promise<void>
}

/** Why a call did not give an answer we can use. */
export type FailureCause =
  | 'connect' // nothing was sent
  | 'timeout'
  | 'lost' // the connection broke after something was sent
  | 'rate_limited' // 429
  | 'unavailable' // 5xx
  | 'unreadable' // an answer that is not the protocol
  | 'upload_host' // the upload address is not one we send faces to
  | 'upload_refused' // the upload address said no (expired, say): another reservation is needed
  | 'unsigned' // an answer whose signature is missing or wrong
  | 'exists' // the provider says it has this job already and gives no way to send it again
  | 'stopped' // we stopped it ourselves

export type SubmitOutcome =
  | { kind: 'accepted'; providerJobId: string | null }
  /** The provider validated and said no. Final: no charge, no record there. */
  | { kind: 'refused'; code: string; text: string }
  /** Certainly not accepted: the same job may be sent again. */
  | { kind: 'again'; cause: FailureCause; retryAfterMs: number | null }
  /** The provider may have it: ask for the status before anything else. */
  | { kind: 'unknown'; cause: FailureCause }

export type ProviderResult = {
  /** Four digits, a string: leading zeros matter. */
  code: string
  text: string
  /** Per cent. */
  confidence: number | null
  providerJobId: string | null
  actions: Record<string, string>
}

export type StatusOutcome =
  /** The provider has no picture under this job id. */
  | { kind: 'absent' }
  | { kind: 'processing' }
  | { kind: 'result'; result: ProviderResult }
  /** The provider refuses to say (wrong key, wrong partner): trying again changes nothing by itself. */
  | { kind: 'refused'; code: string; text: string }
  | { kind: 'failed'; cause: FailureCause; retryAfterMs: number | null }
