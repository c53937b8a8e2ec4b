import { createHash } from 'node:crypto'
import { historyOf } from './history'
import { Html, html } from './html'
import { nextDue } from './job'
import { pageStyle } from './page-style'
import { decisionNotice, reviewForm } from './review-form'
import type { Sandbox } from './sandbox'
import { scenarioCard } from './scenario-form'
import { type JobView, viewJob } from './view'

const perPage = 50
/** While something is about to happen the page reloads itself; it has no script. Not under the hands of whoever fills in its form. */
const reloadSeconds = 2
const soonMs = 30_000

const styleHash = createHash('sha256').update(pageStyle).digest('base64')

export function pageHeaders({ store, now }: Sandbox, query: URLSearchParams): Record<string, string> {
  const moves = store.jobs().some((job) => (nextDue(job) ?? Number.POSITIVE_INFINITY) - now() < soonMs)
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    // Not no-referrer: that would make the form's own Origin "null".
    'referrer-policy': 'same-origin',
    ...(moves && !query.has('misbehave') && { refresh: String(reloadSeconds) }),
  }
}

export function page(sandbox: Sandbox, query: URLSearchParams): string {
  const { store, settings } = sandbox
  const all = store.jobs()
  const from = Math.max(0, Math.trunc(Number(query.get('from')) || 0))
  const shown = all.slice(from, from + perPage)
  const partners = settings.partners.map(({ id }) => id).join(', ')
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Smile ID sandbox</title><link rel="icon" href="data:,">
<style>${new Html(pageStyle)}</style>
</head>
<body>
<header>
<h1>Smile ID sandbox</h1>
<p class="muted">A local stand-in for Smile ID, for trying things out. Partner ${partners} · ${count(all.length, 'job')}, newest first · times in UTC</p>
</header>
<main>
${notice(query.get('sent'))}
${decisionNotice(query.get('decided'))}
${scenarioCard(store.scenario().scenario, query)}
${shown.length > 0 ? shown.map((job) => jobCard(sandbox, viewJob(job))) : nothing}
${all.length > from + perPage && html`<p><a href="/?from=${from + perPage}">Older jobs</a></p>`}
</main>
</body>
</html>`.text
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

function jobCard(sandbox: Sandbox, job: JobView): Html {
  return html`<article class="job" id="job-${job.smileJobId}">
<div class="top"><h2>${job.userId}</h2><span class="state ${tones[job.state]}">${sentence(job.state)}</span></div>
<p class="muted">${job.jobType === 4 ? 'Registration' : 'Authentication'} · partner ${job.partnerId}</p>
<p class="mono muted">${job.smileJobId} · job_id ${job.jobId}</p>
<ul>
${historyOf(job)}
</ul>
${job.inReview && reviewForm(sandbox, job)}
<div class="foot"><span class="muted">${job.callbackTarget ? `Callbacks go to ${job.callbackTarget}` : 'No callback address: clients read job_status'}</span>
${job.hasCallback && job.results.length > 0 && html`<form method="post" action="/jobs/${job.smileJobId}/resend"><button>Send callback again</button></form>`}</div>
</article>`
}

function count(many: number, noun: string): string {
  return many === 1 ? `1 ${noun}` : `${many} ${noun}s`
}

function sentence(state: string): string {
  return state.charAt(0).toUpperCase() + state.slice(1)
}
