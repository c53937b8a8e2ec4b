import { faultNames, kindOf, type Step, steps } from './faults'
import { type Html, html } from './html'
import { type Scenario, sayRule } from './scenario'

const headings: Record<Step, string> = {
  reserve: 'when asked for an upload address',
  upload: 'when the zip is sent',
  status: 'when asked for a status',
  callback: 'when it calls back',
}

/** The page's part about misbehaving: what is set, and, when asked for, a form that adds to it. */
export function scenarioCard({ rules }: Scenario, query: URLSearchParams): Html {
  const bad = rules.length > 0
  return html`<section class="job" id="misbehaviour">
<div class="top"><h2>Misbehaviour</h2><span class="state ${bad ? 'bad' : 'ok'}">${bad ? 'Misbehaving' : 'Behaves'}</span></div>
${query.get('rule') === 'no' && html`<p class="note bad" role="alert">That was not added: it does not happen there, or a number is out of range.</p>`}
${bad ? ruleList(rules) : html`<p class="muted">Every call is answered as it should be.</p>`}
${query.has('misbehave') ? form : html`<p><a href="/?misbehave=1#misbehaviour">Make something go wrong</a></p>`}
</section>`
}

function ruleList(rules: Scenario['rules']): Html {
  return html`<ul class="rules">${rules.map((rule) => html`<li>${sayRule(rule)}</li>`)}</ul>
<form method="post" action="/scenario/clear"><button>Behave again</button></form>`
}

function faultsAt(step: Step): Html {
  const here = faultNames.filter((name) => kindOf(name).at[0] === step)
  return html`<optgroup label="${headings[step]}">${here.map((name) => html`<option value="${name}">${kindOf(name).words}</option>`)}</optgroup>`
}

function places(): Html[] {
  return steps.map((step) => html`<option value="${step}">${headings[step]}</option>`)
}

const form = html`<form method="post" action="/scenario" class="fields">
<label>What goes wrong<select name="fault">${steps.map(faultsAt)}</select></label>
<label>Where<select name="at"><option value="">where it usually does</option>${places()}</select></label>
<label>User id<input name="userId" placeholder="everybody" autocomplete="off"></label>
<label>job_id<input name="jobId" placeholder="every job" autocomplete="off"></label>
<label>How often, in %<input name="percent" type="number" min="0" max="100" placeholder="100"></label>
<label>Seconds<input name="seconds" type="number" min="0" step="0.1" placeholder="as usual"></label>
<button>Make it go wrong</button>
</form>`
