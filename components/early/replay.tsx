'use client'
import { useEffect, useLayoutEffect } from 'react'

/** Does again, once, what was done to the page before its script ran: fields first, then buttons. */
export function Replay() {
  // In the same turn in which the page begins to listen: nothing is lost between the two, and nothing done twice.
  useLayoutEffect(() => window.early?.stop(), [])
  useEffect(() => {
    const early = window.early
    if (!early) return
    delete window.early
    for (const [field, content] of early.fields) if (field.isConnected) fill(field, content)
    // What the fields changed is drawn by then: a form is sent with it.
    setTimeout(() => {
      for (const [element, submitter] of early.presses) if (element.isConnected) press(element, submitter)
    })
  }, [])
  return null
}

function press(element: HTMLElement, submitter: HTMLElement | null) {
  if (element instanceof HTMLFormElement) element.requestSubmit(submitter?.isConnected ? submitter : null)
  else element.click()
}

/**
 * React takes what stood in a field when it came for what it has said itself, and hears only of changes. So the field
 * is set back first, by the property that React watches, and then changed as a person does it.
 */
function fill(field: Element, content: string | boolean) {
  if (typeof content === 'boolean') {
    if (!(field instanceof HTMLInputElement)) return
    field.checked = !content
    // Not click(), which does nothing while the field's own click is still being told of.
    field.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  } else if (field instanceof HTMLSelectElement) {
    field.value = content
    field.dispatchEvent(new Event('change', { bubbles: true }))
  } else if (field instanceof HTMLInputElement && field.type === 'file') {
    field.dispatchEvent(new Event('change', { bubbles: true }))
  } else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    const caret = field.selectionStart
    // Anything else than what stands in it now.
    field.value = content === '' ? ' ' : ''
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, content)
    // Of some kinds of field, such as e-mail, browsers do not tell where the caret is.
    if (caret !== null && document.activeElement === field) field.setSelectionRange(caret, caret)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
