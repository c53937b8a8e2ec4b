import { type Html, html } from './html'
import { imagePath } from './images'
import type { Sandbox } from './sandbox'
import type { JobView } from './view'

/** The human of "human review" is whoever looks at this page: the selfie, and for a comparison the one on file. */
export function reviewForm(sandbox: Sandbox, { smileJobId, jobType, partnerId, userId }: JobView): Html {
  const enrollee = jobType === 2 ? sandbox.store.enrollee(partnerId, userId) : undefined
  const onFile = enrollee?.complete ?? enrollee?.provisional
  return html`<div class="review">
<p><b>In review.</b> ${onFile ? 'Are these the same person?' : 'Is this a person at a camera?'}</p>
<div class="pair">${picture(sandbox, smileJobId, "This job's selfie")}${onFile && picture(sandbox, onFile, 'The selfie on file')}</div>
<div class="pair">
<form method="post" action="/jobs/${smileJobId}/approve"><button>Approve</button></form>
<form method="post" action="/jobs/${smileJobId}/reject"><button>Reject</button></form>
</div></div>`
}

function picture(sandbox: Sandbox, smileJobId: string, caption: string): Html {
  return html`<figure><img src="${imagePath(sandbox, smileJobId, 'selfie')}" alt=""><figcaption class="muted">${caption}</figcaption></figure>`
}

export function decisionNotice(decided: string | null): Html | false {
  if (decided === 'yes') return html`<p class="note" role="status">Decided. The callback is being sent.</p>`
  return decided === 'no' && html`<p class="note bad" role="alert">There is nothing to decide: the review is over.</p>`
}
