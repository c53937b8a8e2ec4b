/** What was done to a page before its script could hear of it, in its order. */
type Early = {
  /** Fields by what stands in them: their text, or whether they are ticked. */
  fields: Map<Element, string | boolean>
  /** Buttons that were pressed, and forms that were sent by which button. */
  presses: Map<HTMLElement, HTMLElement | null>
  /** From now on the page listens itself. */
  stop: () => void
}

declare global {
  interface Window {
    early?: Early
  }
}

/**
 * Runs inside the page, ahead of every other script: it is written into the document as text, so it may use nothing
 * from outside itself. A form without an address is one that a script sends. The browser's own way of sending it would
 * write what was typed, names too, into the page's address.
 */
export function remember() {
  const fields: Early['fields'] = new Map()
  const presses: Early['presses'] = new Map()
  // Whatever was done again stands at its last place: of two choices that exclude each other the last one counts.
  const note = <Key, Value>(notes: Map<Key, Value>, key: Key, value: Value) => {
    notes.delete(key)
    notes.set(key, value)
  }
  const isTick = (target: EventTarget | null): target is HTMLInputElement =>
    target instanceof HTMLInputElement && (target.type === 'checkbox' || target.type === 'radio')
  const onField = ({ target }: Event) => {
    if (isTick(target)) note(fields, target, target.checked)
    else if (
      target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement
    )
      note(fields, target, target.value)
  }
  // A box is ticked by the time its click is told of. A page that begins to listen by that click takes the tick for its
  // own, as it has always been, and `input` and `change` come after `stop`.
  const onTick = ({ target }: Event) => {
    if (isTick(target)) note(fields, target, target.checked)
  }
  const buttonAt = ({ target }: Event) => {
    const button = target instanceof Element ? target.closest('button') : null
    return button?.type === 'button' ? button : null
  }
  // Before React, which lets nobody hear of a press that comes while it waits for a part of the page's script.
  const onPress = (event: Event) => {
    const button = buttonAt(event)
    if (button) note(presses, button, null)
  }
  // After React, which makes a page listen to the very press that comes, if all of its script is there: then the page has
  // heard it itself, and it is not done twice.
  const onHeard = (event: Event) => {
    const button = buttonAt(event)
    if (button) presses.delete(button)
  }
  const onSubmit = (event: SubmitEvent) => {
    if (!(event.target instanceof HTMLFormElement) || event.target.hasAttribute('action')) return
    event.preventDefault()
    note(presses, event.target, event.submitter)
  }
  // A page stays until the answer to its form is there. Pressed once more meanwhile, the browser would send it again and
  // throw the first answer away: the code in it is spent by then, and the cookie that it was exchanged for is lost. A form
  // that goes to its own page, such as an invitation's, is the browser's to send until the page listens; one of them
  // without a button is a search, and another text is another search.
  const AGAIN_MS = 10_000
  let listens = false
  const sent = new Map<Element, number>()
  const onSent = (event: SubmitEvent) => {
    const { target, submitter, timeStamp } = event
    if (!(target instanceof HTMLFormElement) || target.method !== 'post') return
    const action = target.getAttribute('action')
    if (action === '' ? listens || !submitter : !action?.startsWith('/')) return
    const by = submitter ?? target
    if (timeStamp - (sent.get(by) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) event.preventDefault()
    else sent.set(by, timeStamp)
  }
  // Whoever comes back to a page that the browser has kept presses anew.
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) sent.clear()
  }
  const stop = () => {
    listens = true
    removeEventListener('input', onField, true)
    removeEventListener('change', onField, true)
    removeEventListener('click', onTick, true)
    removeEventListener('click', onPress, true)
    removeEventListener('submit', onSubmit, true)
    // The press by which the page begins to listen is still on its way.
    addEventListener('click', onHeard)
    setTimeout(() => removeEventListener('click', onHeard))
  }
  addEventListener('input', onField, true)
  addEventListener('change', onField, true)
  addEventListener('click', onTick, true)
  addEventListener('click', onPress, true)
  addEventListener('submit', onSubmit, true)
  addEventListener('submit', onSent, true)
  addEventListener('pageshow', onShow)
  window.early = { fields, presses, stop }
}
