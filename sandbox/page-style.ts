/** Kept as one text: the page's policy allows exactly this style sheet, by its hash. */
export const pageStyle = `
:root { color-scheme: light dark; --paper: #faf9f6; --surface: #fff; --line: #e4e1d9; --line-strong: #cfcabd; --ink: #1c1f1e;
  --ink-2: #565c59; --accent: #0b6b5d; --ok: #1d6b3a; --ok-soft: #e2f2e6; --wait: #1f5f9e; --wait-soft: #e2eefa;
  --warn: #8a5a00; --warn-soft: #fbefd3; --bad: #a8322a; --bad-soft: #fbe5e2; --odd: #6a4a9c; --odd-soft: #eee7f8;
  --idle: #5d635f; --idle-soft: #eceae4 }
@media (prefers-color-scheme: dark) { :root { --paper: #141716; --surface: #1b1f1d; --line: #2a302d; --line-strong: #3b433f;
  --ink: #eceeeb; --ink-2: #a9b1ac; --accent: #5cc7b2; --ok: #7fd19a; --ok-soft: #16301f; --wait: #8dbef0; --wait-soft: #15283c;
  --warn: #e6b95c; --warn-soft: #33280f; --bad: #f09a92; --bad-soft: #3a1b18; --odd: #c3a8ee; --odd-soft: #2a2040;
  --idle: #a9b1ac; --idle-soft: #262b29 } }
* { box-sizing: border-box }
html { font: 400 14px/1.5 Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; font-variant-numeric: tabular-nums }
body { margin: 0 auto; max-width: 960px; padding: 40px 20px 80px; background: var(--paper); color: var(--ink) }
h1 { margin: 0; font-size: 22px; line-height: 1.25; letter-spacing: -.012em; font-weight: 600 }
h2 { margin: 0; font-size: 15px; font-weight: 600; overflow-wrap: anywhere }
p { margin: 4px 0 0 } a { color: var(--accent) } header { margin-bottom: 28px }
.muted { color: var(--ink-2) } .mono { font: 12.5px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere }
.note, .job, .empty { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 18px 20px; margin: 0 0 14px }
.note { background: var(--ok-soft); color: var(--ok); border-color: transparent } .note.bad { background: var(--bad-soft); color: var(--bad) }
.empty { text-align: center; padding: 56px 20px }
.job:target { border-color: var(--accent) }
.top { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; justify-content: space-between }
.state { display: inline-flex; align-items: center; gap: 7px; padding: 2px 10px; border-radius: 999px; font-size: 12.5px; font-weight: 500; white-space: nowrap }
.state::before { content: ""; width: 7px; height: 7px; border-radius: 50%; background: currentColor }
.ok { color: var(--ok); background: var(--ok-soft) } .wait { color: var(--wait); background: var(--wait-soft) }
.warn { color: var(--warn); background: var(--warn-soft) } .bad { color: var(--bad); background: var(--bad-soft) }
.odd { color: var(--odd); background: var(--odd-soft) } .idle { color: var(--idle); background: var(--idle-soft) }
ul { list-style: none; margin: 14px 0 0; padding: 12px 0 0; border-top: 1px solid var(--line) }
li { display: grid; grid-template-columns: 68px 1fr; gap: 12px; padding: 3px 0 } li time { color: var(--ink-2) } li b { font-weight: 600 }
.review { margin-top: 14px; padding-top: 14px; border-top: 1px solid var(--line) } .pair { display: flex; flex-wrap: wrap; gap: 10px; margin-top: 10px }
figure { margin: 0; flex: 0 1 200px; min-width: 120px } figure img { display: block; width: 100%; border-radius: 8px; margin-bottom: 4px }
.foot { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; justify-content: space-between; margin-top: 14px }
button { font: 500 14px/1 inherit; font-family: inherit; height: 36px; padding: 0 14px; border-radius: 7px; border: 1px solid var(--line-strong); background: var(--surface); color: var(--ink); cursor: pointer }
button:hover { border-color: var(--accent); color: var(--accent) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(250px, 1fr)); gap: 12px; align-items: end; margin-top: 14px }
label { display: grid; gap: 4px; color: var(--ink-2); font-size: 12.5px }
select, input { font: inherit; font-size: 14px; height: 36px; width: 100%; min-width: 0; padding: 0 10px; border-radius: 7px; border: 1px solid var(--line-strong); background: var(--paper); color: var(--ink) }
.fields .wide { grid-column: 1 / -1; margin: 0 }
.choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 16px 24px; margin-top: 14px }
h3 { margin: 0; font-size: 14px; font-weight: 600 }
.choices ul { margin-top: 6px; padding-top: 8px } .choices a { display: block; padding: 2px 0 }
.top + .note { margin: 12px 0 0 }
.foot .pair { margin-top: 0 }
.button { display: inline-flex; align-items: center; height: 36px; padding: 0 14px; border-radius: 7px; border: 1px solid var(--line-strong); color: var(--ink); font-weight: 500; text-decoration: none }
.button:hover { border-color: var(--accent); color: var(--accent) }
.choices li { display: block; padding: 0 }
.rules li { display: list-item; list-style: disc; margin-left: 18px } .rules + form { margin-top: 10px }
@media (pointer: coarse) { button, .button, select, input { min-height: 44px } .choices a { padding: 10px 0 } }
`
