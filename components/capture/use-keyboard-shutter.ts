'use client'
import { useEffect, useRef } from 'react'

/** Keys pressed on these are theirs. */
const OWN_KEYS = 'a, button, input, select, summary, textarea, [contenteditable], dialog'

/** Whether a key press is meant for the shutter: Space or Enter, once, with nothing else that would take it. */
export function isShutterKey(
  event: Pick<KeyboardEvent, 'key' | 'repeat' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
) {
  const modified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey
  return (event.key === ' ' || event.key === 'Enter') && !event.repeat && !modified
}

/** Space and Enter press the shutter while it can be pressed, wherever the focus is but on a control of its own. */
export function useKeyboardShutter(active: boolean, onShutter: () => void): void {
  const press = useRef(onShutter)
  useEffect(() => {
    press.current = onShutter
  })
  useEffect(() => {
    if (!active) return
    const onKey = (event: KeyboardEvent) => {
      const on = event.target instanceof Element ? event.target.closest(OWN_KEYS) : null
      if (on || event.defaultPrevented || !isShutterKey(event)) return
      // Space would scroll the page.
      event.preventDefault()
      press.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [active])
}
