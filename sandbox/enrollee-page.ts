import type { Answer } from './answer'
import { type Flag, flagNames } from './enrollee-doors'
import { type Html, html } from './html'
import type { Enrollee } from './job'
import { documentHeaders, documentOf } from './page-frame'
import type { Sandbox } from './sandbox'

const perPage = 50

/** Who is known to the sandbox, and what an administrator of Smile ID could do to them. */
export function enrolleePage({ store }: Sandbox, query: URLSearchParams): Answer {
  const all = store.enrollees().reverse()
  const from = Math.max(0, Math.trunc(Number(query.get('from')) || 0))
  const shown = all.slice(from, from + perPage)
  const body = documentOf({
    title: 'Enrollees',
    words: html`Whom the sandbox has on file, newest first, and what Smile ID’s own administrators can do to them. <a href="/">Back to the jobs</a>`,
    main: html`${shown.length > 0 ? shown.map(card) : nobody}
${all.length > from + perPage && html`<p><a href="/enrollees?from=${from + perPage}">Older ones</a></p>`}`,
  })
  return { status: 200, headers: documentHeaders, body }
}

const nobody = html`<div class="empty"><h2>No enrollees yet</h2><p class="muted">Somebody shows up here once a registration was approved or is under review.</p></div>`

/** Each flag: what it is called when it is set, what a job gets then, and the words of its two buttons. */
const flags: Record<Flag, { set: string; means: string; on: string; off: string }> = {
  inactive: { set: 'Disabled', means: 'every job is refused with 2207', on: 'Disable', off: 'Enable' },
  deleted: { set: 'Deleted', means: 'every job is refused with 2208', on: 'Delete', off: 'Bring back' },
  allowNewEnroll: {
    set: 'To enroll again',
    means: 'a registration is taken, an authentication refused with 2211',
    on: 'Ask to enroll again',
    off: 'Do not ask to enroll again',
  },
  isFraudulent: {
    set: 'Fraudulent',
    means: 'every job is taken and fails with 1242 or 1222',
    on: 'Mark as fraudulent',
    off: 'Take back “fraudulent”',
  },
}

function card(enrollee: Enrollee): Html {
  const { partnerId, userId, complete, provisional } = enrollee
  const set = flagNames.filter((flag) => enrollee[flag])
  const onFile = complete ? 'Enrolled' : provisional ? 'Under review' : 'Nothing on file'
  return html`<article class="job">
<div class="top"><h2>${userId}</h2><span class="state ${complete ? 'ok' : provisional ? 'warn' : 'idle'}">${onFile}</span></div>
<p class="muted">partner ${partnerId}${complete && html` · selfie of job <span class="mono">${complete}</span>`}</p>
${set.map((flag) => html`<p><span class="state bad">${flags[flag].set}</span> <span class="muted">${flags[flag].means}</span></p>`)}
<div class="pair">${flagNames.map((flag) => button(enrollee, flag))}</div>
</article>`
}

function button(enrollee: Enrollee, flag: Flag): Html {
  const to = enrollee[flag] ? 'off' : 'on'
  return html`<form method="post" action="/enrollees"><input type="hidden" name="partnerId" value="${enrollee.partnerId}"><input type="hidden" name="userId" value="${enrollee.userId}"><input type="hidden" name="flag" value="${flag}"><button name="to" value="${to}">${flags[flag][to]}</button></form>`
}
