import { historyOf } from './history'
import { type Html, html } from './html'
import { nextDue } from './job'
import { documentHeaders, documentOf } from './page-frame'
import { pushForm, pushNotice } from './push-form'
import { decisionNotice, reviewForm } from './review-form'
import type { Sandbox } from './sandbox'
import { rulesLeft } from './scenario'
import { scenarioCard } from './scenario-form'
import { type JobView, viewJob } from './view'

const perPage = 50
/** While something is about to happen the page reloads itself; it has no script. Not under the hands of whoever fills in its form. */
const reloadSeconds = 2
const soonMs = 30_000

export function pageHeaders({ store, now }: Sandbox, query: URLSearchParams): Record<string, string> {
  const moves = store.jobs().some((job) => (nextDue(job) ?? Number.POSITIVE_INFINITY) - now() < soonMs)
  const isFillingIn = query.has('misbehave') || query.has('push')
  return { ...documentHeaders, ...(moves && !isFillingIn && { refresh: String(reloadSeconds) }) }
}

export function page(sandbox: Sandbox, query: URLSearchParams): string {
  const { store, settings } = sandbox
  const all = store.jobs()
  const from = Math.max(0, Math.trunc(Number(query.get('from')) || 0))
  const shown = all.slice(from, from + perPage)
  const partners = settings.partners.map(({ id }) => id).join(', ')
  const notices = [notice(query.get('sent')), decisionNotice(query.get('decided')), pushNotice(query.get('pushed'))]
  return documentOf({
    title: 'Smile ID sandbox',
    words: html`A local stand-in for Smile ID, for trying things out. Partner ${partners} · ${count(all.length, 'job')}, newest first · times in UTC · <a href="/enrollees">Enrollees</a>`,
    main: html`${notices.filter((one) => one !== false)}
${scenarioCard(rulesLeft(store.scenario(), sandbox.now()), query)}
${shown.length > 0 ? shown.map((job) => jobCard(sandbox, viewJob(job), query)) : nothing}
${all.length > from + perPage && html`<p><a href="/?from=${from + perPage}">Older jobs</a></p>`}`,
  })
}

const nothing = html`<div class="empty"><h2>No jobs yet</h2><p class="muted">A job shows up here as soon as a client reserves it with POST /v1/upload.</p></div>`

function notice(sent: string | null): Html | false {
  if (sent === 'yes') return html`<p class="note" role="status">The callback is being sent again.</p>`
  return (
    sent === 'no' &&
    html`<p class="note bad" role="alert">There is nothing to send: the job has no result yet, or it names no callback address.</p>`
  )
}

const tones: Record<JobView['state'], string> = {
  'waiting for zip': 'idle',
  processing: 'wait',
  'in review': 'warn',
  approved: 'ok',
  provisional: 'warn',
  rejected: 'bad',
  unknown: 'odd',
}

function jobCard(sandbox: Sandbox, job: JobView, query: URLSearchParams): Html {
  return html`<article class="job" id="job-${job.smileJobId}">
<div class="top"><h2>${job.userId}</h2><span class="state ${tones[job.state]}">${sentence(job.state)}</span></div>
<p class="muted">${job.jobType === 4 ? 'Registration' : 'Authentication'} · partner ${job.partnerId}</p>
<p class="mono muted">${job.smileJobId} · job_id ${job.jobId}</p>
<ul>
${historyOf(job)}
</ul>
${job.inReview && reviewForm(sandbox, job)}
${query.get('push') === job.smileJobId && pushForm(job, query.get('pushed') === 'no')}
<div class="foot"><span class="muted">${job.callbackTarget ? `Callbacks go to ${job.callbackTarget}` : 'No callback address: clients read job_status'}</span>
<span class="pair">${job.zipAt !== null && query.get('push') !== job.smileJobId && html`<a class="button" href="/?push=${job.smileJobId}#job-${job.smileJobId}">Push a result</a>`}${job.hasCallback && job.results.length > 0 && html`<form method="post" action="/jobs/${job.smileJobId}/resend"><button>Send callback again</button></form>`}</span></div>
</article>`
}

function count(many: number, noun: string): string {
  return many === 1 ? `1 ${noun}` : `${many} ${noun}s`
}

function sentence(state: string): string {
  return state.charAt(0).toUpperCase() + state.slice(1)
}
