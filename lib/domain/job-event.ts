import type { CaptureGuidance } from './guidance'
import type { Hastened } from './hasten'

/** Whom a report suspected: people by the ids they have here, and how many more, who are erased or were never here. */
export type KeptSuspects = { enrolleeIds: string[]; gone: number }

/**
 * The lines of a job's history. An event is a fact with a few plain details; the words people read
 * are made from it on the page, so that old history keeps up with better words.
 */
export type JobEventDetail = {
  /** `guidance`: not told by captures of earlier versions. */
  captured: { frames: number; source: 'desk' | 'link'; guidance?: CaptureGuidance | undefined }
  /** `link`: the label of the link it came by. */
  queued: {
    device: string
    allowReEnroll: boolean
    useEnrolledImage: boolean
    reason: string | null
    link?: string | undefined
  }
  sending: { phase: 'reserving' | 'uploading'; worker: string; attempt: number }
  uploaded: { smileJobId: string | null; ms: number }
  /** The submission could not be finished and will be tried again at `at` (ISO). */
  put_off: { cause: string; at: string; attempt: number }
  /** The upload's end is not known. */
  unsure: { cause: string }
  refused: { code: string; text: string }
  /** `kept`: whom it suspected, of a report that lost its body because somebody in it was erased. */
  callback: { callbackId: string; code: string | null; state: string; kept?: KeptSuspects | undefined }
  status_read: { outcome: string; code: string | null; trigger: 'callback' | 'operator' | 'schedule' | 'recovery' }
  verdict: { state: string; code: string; text: string; confidence: number | null; revision: number }
  /** A callback and the provider's own status disagree; both are kept. */
  contradiction: {
    callbackCode: string
    statusCode: string
    /** Not told by earlier versions. */
    callbackId?: string | undefined
    /** No status gave a result: `statusCode` is why the job ended. */
    end?: 'refused' | 'failed' | undefined
  }
  failed: { code: string }
  sent_again: { jobId: string }
  /** A person asked for a status read because of a callback. */
  applied_again: { callbackId: string }
  /** A person has looked at what this callback reported beside the verdict. */
  report_settled: { callbackId: string; code: string }
  /** A person has looked at the results that disagreed, until this line of the history. */
  conflict_settled: { eventId: string }
  /** Taken out of the dead letters by a person: the same job, asked after first. */
  redriven: Record<string, never>
  /** A person had the next step taken now: another try, or a look for a result. */
  hastened: { step: Hastened }
  /** The person took the consent back; the frames are erased. */
  withdrawn: Record<string, never>
  /** An administrator erased the person: nothing personal is left in the job or in the lines before. */
  erased: Record<string, never>
}

export type JobEventKind = keyof JobEventDetail

export type JobEvent = {
  [K in JobEventKind]: { id: string; at: Date; kind: K; by: string | null; detail: JobEventDetail[K] }
}[JobEventKind]
