import { callbackTone, callbackWords } from './callback-words'
import { guidanceWords } from './guidance'
import { AUTHENTICATE, type JobType, jobStateSchema, jobStateView, type Tone } from './job'
import type { JobEvent } from './job-event'
import { factHeadline, factTone } from './job-facts'
import { refusalMeaning } from './refusal-catalogue'
import { resultMeaning } from './result-catalogue'

/** One line of a job's history in words. */
export type HistoryLine = {
  id: string
  at: Date
  title: string
  /** Smaller, under the title; empty when the title says it all. */
  detail: string
  tone: Tone
  /** The job this line leads to. */
  jobId?: string
}

type HistoryReader = {
  /** A moment to come in the reader's zone, as short as it can be for who reads it beside `from`. */
  time: (at: Date, from: Date) => string
}

/** The words for one event of a job of this type. Pure: old history keeps up with better words. */
export function historyLine(event: JobEvent, reader: HistoryReader, type: JobType): HistoryLine {
  return { id: event.id, at: event.at, ...words(event, reader, type) }
}

type LineWords = Omit<HistoryLine, 'id' | 'at'>

function words(event: JobEvent, { time }: HistoryReader, type: JobType): LineWords {
  switch (event.kind) {
    case 'captured':
      return line(
        'ok',
        'Captured',
        `1 selfie, ${plural(event.detail.frames - 1, 'liveness frame')}`,
        event.detail.source === 'link' ? 'by link' : 'at the desk',
        event.detail.guidance ? guidanceWords(event.detail.guidance) : null,
      )
    case 'queued': {
      const { device, allowReEnroll, useEnrolledImage, reason, link } = event.detail
      return line(
        'idle',
        link !== undefined ? 'Queued by the person' : by('Queued', event),
        link ? `link “${link}”` : null,
        device,
        // Authenticating enrolls nobody, so that there is nothing to allow.
        type !== AUTHENTICATE && (allowReEnroll ? 're-enroll allowed' : 're-enroll not allowed'),
        useEnrolledImage && 'enrolled image used',
        reason && `“${reason}”`,
      )
    }
    case 'sending': {
      const { phase, worker, attempt } = event.detail
      const title = phase === 'reserving' ? 'Asking Smile ID for an upload address' : 'Uploading the capture'
      return line('idle', title, attempt > 1 && `try ${attempt}`, `worker ${worker}`)
    }
    case 'uploaded': {
      const { smileJobId, ms } = event.detail
      return line('ok', 'Uploaded', `taken in ${milliseconds(ms)}`, smileJobId && `Smile ID’s job ${smileJobId}`)
    }
    case 'put_off': {
      const { cause, at, attempt } = event.detail
      return line(
        'warn',
        refusalMeaning(cause).headline,
        `trying again at ${time(new Date(at), event.at)}`,
        `try ${attempt} ended`,
      )
    }
    case 'unsure': {
      const { headline } = refusalMeaning(event.detail.cause)
      return line(
        'odd',
        'Not sure that the upload arrived',
        headline,
        'Smile ID is asked before anything is sent again',
      )
    }
    case 'refused': {
      const { code, text } = event.detail
      return line('odd', `Refused: ${refusalMeaning(code).headline}`, `${code} ${text}`.trim())
    }
    case 'callback':
      return callbackLine(event.detail)
    case 'status_read': {
      const { outcome, code, trigger } = event.detail
      return line('idle', `Status read: ${outcomeWords[outcome] ?? outcome}`, code, triggerWords[trigger])
    }
    case 'verdict': {
      const { state, code, confidence, revision } = event.detail
      const view = viewOf(state)
      return line(
        view.tone,
        `${view.name}: ${resultMeaning(code).headline}`,
        code,
        confidence !== null && `${confidence} %`,
        revision > 0 && `replaces an earlier result, revision ${revision}`,
      )
    }
    case 'contradiction': {
      const { callbackCode, statusCode, end } = event.detail
      if (end === 'refused')
        return line(
          'odd',
          'A callback and Smile ID’s refusal disagree',
          `callback ${callbackCode}, refusal ${statusCode}`,
          'the refusal counts',
        )
      if (end === 'failed')
        return line('odd', 'A callback told of a result that no status gave', callbackCode, 'the status counts')
      return line(
        'odd',
        'A callback and Smile ID’s own status disagree',
        `callback ${callbackCode}, status ${statusCode}`,
        'the status counts',
      )
    }
    case 'failed':
      return line('bad', `Failed: ${refusalMeaning(event.detail.code).headline}`, event.detail.code)
    case 'applied_again':
      return line('idle', by('Callback applied again', event), 'the status is read now')
    case 'report_settled':
      return line('idle', by('Report looked at', event), factHeadline(event.detail.code), event.detail.code)
    case 'conflict_settled':
      return line('idle', by('Results that disagree looked at', event))
    case 'withdrawn':
      return line('bad', 'The person withdrew their consent', 'every frame is erased here')
    case 'erased':
      return line(
        'bad',
        by('Person erased', event),
        'pictures, name, user id and everything typed; what is left says nothing about them',
      )
    case 'redriven':
      return line(
        'idle',
        by('Tried again', event),
        'the same job; Smile ID is asked first, at the cost of one check at most',
      )
    case 'hastened':
      return line(
        'idle',
        by(event.detail.step === 'try' ? 'Tried now' : 'Smile ID asked now', event),
        'before its time',
      )
    case 'sent_again':
      return {
        ...line('idle', by('Sent again', event), 'as a new job, from the same capture; one more check'),
        jobId: event.detail.jobId,
      }
  }
}

function callbackLine({ state, code }: { state: string; code: string | null }): LineWords {
  // What nobody vouches for is not repeated as if it were true.
  const fact = state === 'authentic' ? factHeadline(code) : null
  if (fact === null) return line(callbackTone(state), callbackWords(state), code)
  return line(factTone(code) ?? 'idle', `Reported: ${fact}`, code, callbackWords(state))
}

function line(tone: Tone, title: string, ...details: (string | null | false)[]): LineWords {
  return { tone, title, detail: details.filter(Boolean).join(' · ') }
}

/** What was done, and by whom where that is known. */
function by(done: string, event: { by: string | null }): string {
  return event.by ? `${done} by ${event.by}` : done
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function milliseconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`
}

function viewOf(state: string): { name: string; tone: Tone } {
  const known = jobStateSchema.safeParse(state)
  return known.success ? jobStateView[known.data] : { name: 'Decided', tone: 'odd' }
}

const outcomeWords: Record<string, string> = {
  absent: 'Smile ID has nothing under this job id yet',
  processing: 'still processing',
  result: 'a result is there',
  refused: 'Smile ID would not say',
  failed: 'no usable answer',
}

const triggerWords = {
  callback: 'because of a callback',
  operator: 'because somebody asked',
  schedule: 'as scheduled',
  recovery: 'after an interruption',
}
