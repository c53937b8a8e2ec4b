import { endReview, listJobs, push, resendCallback, reset } from './admin'
import { type Answer, plain } from './answer'
import { parseJson } from './body'
import type { Call, Door } from './doors'
import { flagEnrollee, flagFromPage } from './enrollee-doors'
import { enrolleePage } from './enrollee-page'
import { listLedger } from './ledger'
import { page, pageHeaders } from './page'
import { pushedFields } from './push-form'
import type { Sandbox } from './sandbox'
import { addRule, clearRules, readScenario, setScenario } from './scenario-doors'

const decisionOf = (word: string | undefined) => (word === 'approve' ? 'approve' : 'reject')

/**
 * A button of the page: done, back to the job it stands on, with a word for the notice. `form`: what it stands in, which
 * is still open for whoever has to choose anew.
 */
function button(path: RegExp, notice: string, press: (sandbox: Sandbox, call: Call) => Answer, form = ''): Door {
  return {
    method: 'POST',
    path,
    local: true,
    answer: (sandbox, call) => {
      const said = press(sandbox, call).status < 300 ? 'yes' : 'no'
      const open = said === 'no' && form ? `&${form}=${call.parts[0]}` : ''
      return { ...plain(303), headers: { location: `/?${notice}=${said}${open}#job-${call.parts[0]}` } }
    },
  }
}

const post = (path: RegExp, answer: Door['answer']): Door => ({ method: 'POST', path, local: true, answer })
const get = (path: RegExp, answer: Door['answer']): Door => ({ method: 'GET', path, local: true, answer })

/** Not part of the protocol: the page for people, the admin API for programs. Loopback only, see guard.ts. */
export const localDoors: Door[] = [
  get(/^\/$/, (sandbox, { query }) => ({
    status: 200,
    headers: pageHeaders(sandbox, query),
    body: page(sandbox, query),
  })),
  get(/^\/enrollees$/, (sandbox, { query }) => enrolleePage(sandbox, query)),
  button(/^\/jobs\/(\d+)\/resend$/, 'sent', (sandbox, { parts }) => resendCallback(sandbox, parts[0] ?? '')),
  button(/^\/jobs\/(\d+)\/(approve|reject)$/, 'decided', (sandbox, { parts }) =>
    endReview(sandbox, parts[0] ?? '', decisionOf(parts[1])),
  ),
  button(
    /^\/jobs\/(\d+)\/push$/,
    'pushed',
    (sandbox, { parts, body }) => push(sandbox, parts[0] ?? '', pushedFields(body)),
    'push',
  ),
  post(/^\/scenario$/, (sandbox, { body }) => addRule(sandbox, body)),
  post(/^\/scenario\/clear$/, (sandbox) => clearRules(sandbox)),
  post(/^\/enrollees$/, (sandbox, { body }) => flagFromPage(sandbox, body)),

  get(/^\/admin\/jobs$/, (sandbox) => listJobs(sandbox)),
  post(/^\/admin\/jobs\/([^/]+)\/resend$/, (sandbox, { parts }) => resendCallback(sandbox, parts[0] ?? '')),
  post(/^\/admin\/jobs\/([^/]+)\/(approve|reject)$/, (sandbox, { parts }) =>
    endReview(sandbox, parts[0] ?? '', decisionOf(parts[1])),
  ),
  post(/^\/admin\/jobs\/([^/]+)\/push$/, (sandbox, { parts, body }) =>
    push(sandbox, parts[0] ?? '', parseJson(body)?.value),
  ),
  post(/^\/admin\/enrollees\/([^/]+)\/([^/]+)$/, (sandbox, { parts, body }) =>
    flagEnrollee(sandbox, parts[0] ?? '', parts[1] ?? '', body),
  ),
  get(/^\/admin\/ledger$/, (sandbox) => listLedger(sandbox)),
  get(/^\/admin\/scenario$/, (sandbox) => readScenario(sandbox)),
  post(/^\/admin\/scenario$/, (sandbox, { body }) => setScenario(sandbox, body)),
  post(/^\/admin\/reset$/, (sandbox) => reset(sandbox)),
]
