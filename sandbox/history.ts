import { type Html, html } from './html'
import type { JobView } from './view'

type Line = { at: number; words: Html }

/** A job's life as list items, in the order in which it happened. */
export function historyOf(job: JobView): Html[] {
  const lines: Line[] = [
    { at: job.createdAt, words: html`Reserved` },
    ...(job.zipAt === null ? [] : [{ at: job.zipAt, words: html`Zip received` }]),
    ...job.results.map(({ at, code, text, byHuman }) => ({
      at,
      words: html`<b>${code}</b> ${text} <span class="muted">by ${byHuman ? 'human review' : 'machine'}</span>`,
    })),
    ...(job.fraud === null ? [] : [{ at: job.fraud.at, words: fraudWords(job.fraud) }]),
    ...job.deliveries.flatMap(deliveryLines),
    ...(job.nextAt === null ? [] : [{ at: job.nextAt, words: html`<span class="muted">The result is due</span>` }]),
  ]
  // A result and its first delivery may share a millisecond: sorting is stable and keeps them as listed.
  return lines.sort((a, b) => a.at - b.at).map(({ at, words }) => html`<li>${time(at)}<span>${words}</span></li>`)
}

const manner = { result: '', resend: ', sent again', early: ', early' }

function fraudWords({ suspects }: NonNullable<JobView['fraud']>): Html {
  return html`<b>Same face</b> as ${suspects.join(', ')} <span class="muted">by machine</span>`
}

function deliveryLines({ attempts, code, why, state, nextAt }: JobView['deliveries'][number]): Line[] {
  const name = `Callback ${code}${manner[why]}`
  const lines = attempts.map(({ at, status, error, tookMs }, index) => {
    const nth = attempts.length > 1 ? `, attempt ${index + 1}` : ''
    const last = state === 'given up' && index === attempts.length - 1
    const answer = status === null ? `no answer (${error})` : `answered ${status}`
    const words = html`${name}${nth}: ${answer}${last && ', given up'} <span class="muted">${tookMs} ms</span>`
    return { at, words }
  })
  return nextAt === null ? lines : [...lines, { at: nextAt, words: html`<span class="muted">${name} is due</span>` }]
}

function time(at: number): Html {
  const iso = new Date(at).toISOString()
  return html`<time datetime="${iso}" title="${iso}">${iso.slice(11, 19)}</time>`
}
