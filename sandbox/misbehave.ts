import { type Answer, cut, json, plain } from './answer'
import type { Fault, Step } from './faults'
import { type Subject, strikes } from './lots'
import type { Sandbox } from './sandbox'
import { msOf } from './scenario'

const hugeBytes = 4 * 1024 * 1024
/** A name that can never be looked up (RFC 6761). */
const otherOrigin = 'https://uploads.elsewhere.invalid'
/** What a hotel's network puts before every address until somebody signs in to it. */
const page = '<!doctype html><title>Welcome</title><h1>Sign in to use this network</h1>'

type Work = {
  answer: () => Promise<Answer>
  /** Takes in some of the body and no more. */
  readHalf: () => Promise<void>
  /** Calls back at once, and waits for the answer to that. */
  callBack: () => Promise<void>
}

/** Answers as the scenario says, or rightly. Of several rules that strike at once the first counts. */
export async function misbehaving(sandbox: Sandbox, step: Step, subject: Subject, work: Work): Promise<Answer> {
  const [rule] = strikes(sandbox, step, subject)
  if (!rule) return work.answer()
  const ms = msOf(rule)
  const fault: Fault = rule.fault
  switch (fault) {
    case 'slow':
      // Whoever closes the sandbox need not wait for this.
      await new Promise((wake) => setTimeout(wake, ms).unref())
      return work.answer()
    case 'rate-limited': {
      const limited = json({ error: 'Too many requests', code: '429' }, 429)
      return { ...limited, headers: { ...limited.headers, 'retry-after': String(Math.ceil(ms / 1000)) } }
    }
    case 'error':
      return plain(500, 'Internal Server Error')
    case 'unavailable':
      return plain(503, 'Service Unavailable')
    case 'payment-required':
      // INFERRED: v3 documents 402 with a status and a message, v1 does not say.
      return json({ status: 'error', message: 'Payment Required' }, 402)
    case 'empty':
      return plain(200)
    case 'html':
      return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: page }
    case 'garbage':
      return { status: 200, headers: { 'content-type': 'application/json' }, body: '{"upload_url": "htt\u0000' }
    case 'huge-answer':
      return { status: 200, headers: { 'content-type': 'application/json' }, body: `{"x":"${'x'.repeat(hugeBytes)}"}` }
    case 'reset':
      if (step === 'upload') await work.readHalf()
      return cut
    case 'answer-lost':
      await work.answer()
      return cut
    case 'drip':
      return { ...(await work.answer()), dripMs: ms }
    case 'other-host':
      return elsewhere(await work.answer())
    case 'early': {
      const answer = await work.answer()
      await work.callBack()
      return answer
    }
    default:
      return work.answer()
  }
}

function elsewhere(answer: Answer): Answer {
  const body = String(answer.body).replace(/("upload_url":")https?:\/\/[^/"]+/, `$1${otherOrigin}`)
  return { ...answer, body }
}
