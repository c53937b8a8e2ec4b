import { sameFaceFound } from './codes'
import { type Fault, faultNames, kindOf, type Step, steps } from './faults'
import { type Html, html } from './html'
import { type Rule, sayRule } from './scenario'
import { longestWaitMs } from './settings'

const headings: Record<Step, string> = {
  reserve: 'when asked for an upload address',
  upload: 'when the zip is sent',
  status: 'when asked for a status',
  callback: 'when it calls back',
}

/** The page's part about misbehaving: what is set, and, when asked for, what could be and a form for the one chosen. */
export function scenarioCard(rules: readonly Rule[], query: URLSearchParams): Html {
  const bad = rules.length > 0
  const wanted = query.get('misbehave')
  const fault = faultNames.find((name) => name === wanted)
  return html`<section class="job" id="misbehaviour">
<div class="top"><h2>Misbehaviour</h2><span class="state ${bad ? 'bad' : 'ok'}">${bad ? 'Misbehaving' : 'Behaves'}</span></div>
${query.get('rule') === 'no' && html`<p class="note bad" role="alert">That was not added: it does not happen there, a number is out of range, or suspects were named for another code than ${sameFaceFound}.</p>`}
${bad ? ruleList(rules) : html`<p class="muted">Every call is answered as it should be.</p>`}
${fault ? ruleForm(fault) : wanted === null ? html`<p><a href="/?misbehave=1#misbehaviour">Make something go wrong</a></p>` : choices}
</section>`
}

function ruleList(rules: readonly Rule[]): Html {
  return html`<ul class="rules">${rules.map((rule) => html`<li>${sayRule(rule)}</li>`)}</ul>
<form method="post" action="/scenario/clear"><button>Behave again</button></form>`
}

function faultsAt(step: Step): Html {
  const here = faultNames.filter((name) => kindOf(name).at[0] === step)
  const link = (name: Fault) => html`<li><a href="/?misbehave=${name}#misbehaviour">${kindOf(name).words}</a></li>`
  // Most of what spoils an answer may spoil any: it stands under the first of them, and its form asks which.
  const others =
    here.some((name) => kindOf(name).at.length > 1) && html` <span class="muted">(some elsewhere too)</span>`
  return html`<div><h3>${sentence(headings[step])}${others}</h3><ul>${here.map(link)}</ul></div>`
}

const choices = html`<div class="choices">${steps.filter((step) => faultNames.some((name) => kindOf(name).at[0] === step)).map(faultsAt)}</div>`

/** Asks for what this fault uses and for nothing else: there is no script to hide the rest. */
function ruleForm(fault: Fault): Html {
  const { words, at, ms, codes } = kindOf(fault)
  return html`<form method="post" action="/scenario" class="fields">
<p class="wide"><b>It ${words}</b> · <a href="/?misbehave=1#misbehaviour">something else instead</a></p>
<input type="hidden" name="fault" value="${fault}">
${at.length > 1 && html`<label>Where<select name="at">${at.map((step) => html`<option value="${step}">${headings[step]}</option>`)}</select></label>`}
${ms && html`<label>${sentence(ms.words)} how many seconds<input name="seconds" type="number" min="0" max="${longestWaitMs / 1000}" step="0.1" placeholder="${ms.usual / 1000}"></label>`}
${codes && html`<label>With the code<select name="code">${Object.entries(codes.meanings).map(([code, meant]) => html`<option value="${code}"${code === codes.usual && ' selected'}>${code} ${meant}</option>`)}</select></label>`}
${codes && sameFaceFound in codes.meanings && html`<label>Suspects, for ${sameFaceFound} only<input name="suspects" placeholder="user ids, with commas" autocomplete="off"></label>`}
<label>User id<input name="userId" placeholder="everybody" autocomplete="off"></label>
<label>job_id<input name="jobId" placeholder="every job" autocomplete="off"></label>
<label>How often, in %<input name="percent" type="number" min="0" max="100" placeholder="100"></label>
<label>First times only, per job<input name="first" type="number" min="1" step="1" placeholder="every time"></label>
<label>For how many seconds from now<input name="forSeconds" type="number" min="0.1" step="0.1" placeholder="until told to behave"></label>
<button>Make it go wrong</button>
</form>`
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
