import { fraudReports, meaning, resultCodesFor, sameFaceFound } from './codes'
import { type Html, html } from './html'
import { namesIn } from './names'
import type { JobView } from './view'

/** Any result for this job, whatever came before: the machine's, a person's, a second final one, a report beside it. `isRefused`: what was pushed last. */
export function pushForm({ smileJobId, jobType }: JobView, isRefused: boolean): Html {
  const none = html`<option value="">choose one</option>`
  const known = resultCodesFor(jobType).map((code) => choice(code, meaning(code).text))
  const reports = Object.entries(fraudReports).map(([code, words]) => choice(code, words))
  return html`<form method="post" action="/jobs/${smileJobId}/push" class="fields review">
${isRefused && refused}
<label>Result<select name="known">${none}<optgroup label="results">${known}</optgroup><optgroup label="fraud reports, beside the result">${reports}</optgroup></select></label>
<label>or any other code<input name="other" inputmode="numeric" pattern="[0-9]{4}" placeholder="four digits" autocomplete="off"></label>
<label>Suspects, for ${sameFaceFound} only<input name="suspects" placeholder="user ids, with commas" autocomplete="off"></label>
<span class="pair"><button>Push it</button><a class="button" href="/#job-${smileJobId}">Leave it</a></span>
</form>`
}

function choice(code: string, words: string): Html {
  return html`<option value="${code}">${code} ${words}</option>`
}

/** What the form sends, as the admin API takes it. */
export function pushedFields(body: Uint8Array): unknown {
  const fields = new URLSearchParams(new TextDecoder().decode(body))
  const code = fields.get('other')?.trim() || fields.get('known')
  const suspects = namesIn(fields.get('suspects'))
  return { code, ...(suspects.length > 0 && { suspects }) }
}

const refused = html`<p class="note bad" role="alert">That was not pushed: choose a result or give a code of four digits; only ${sameFaceFound} names suspects, and a fraud report needs a result before it and a callback address.</p>`

export function pushNotice(pushed: string | null): Html | false {
  return pushed === 'yes' && html`<p class="note" role="status">Pushed. The callback is being sent.</p>`
}
