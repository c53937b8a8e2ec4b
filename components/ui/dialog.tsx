'use client'
import { X } from 'lucide-react'
import { useEffect, useId, useLayoutEffect, useRef } from 'react'
import { Button } from './button'
import { focusPage } from './leave-focus'

type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: React.ReactNode
  description?: React.ReactNode
  /** It shows what nobody can show again: only its own button closes it, to which Escape and the veil lead. */
  shownOnce?: boolean
  children: React.ReactNode
}

/**
 * A question over the page: focus goes in, Escape and the veil close it, focus comes back. The browser's
 * own dialog does all of that, and needs no style element, which our content policy would refuse.
 */
export function Dialog({ open, onOpenChange, title, description, shownOnce = false, children }: DialogProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const wayOut = useRef<HTMLButtonElement>(null)
  /** A press that began in the dialog, to mark a text, and ends on the veil is not meant to close it. */
  const beganOnVeil = useRef(false)
  /** Whether it was clicked since it was opened: what opens it may be clicked twice, and the second click lands in here. */
  const isClicked = useRef(false)
  useEffect(() => {
    const element = dialog.current
    if (!element) return
    if (open && !element.open) {
      isClicked.current = false
      element.showModal()
      // Not into a field: on phones the keyboard would cover what has to be read first.
      heading.current?.focus()
    }
    if (!open && element.open) element.close()
  }, [open])
  // One that goes from the page while it is open, with what it asked about.
  useLayoutEffect(() => {
    const element = dialog.current
    return () => {
      if (!element?.open) return
      element.close()
      focusPage()
    }
  }, [])
  const leave = () => {
    if (shownOnce) wayOut.current?.focus()
    else onOpenChange(false)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it without a script of ours.
    <dialog
      ref={dialog}
      aria-labelledby={id}
      aria-describedby={description ? `${id}-text` : undefined}
      onCancel={(event) => {
        if (!shownOnce) return
        event.preventDefault()
        leave()
      }}
      onClose={({ currentTarget }) => {
        // Browsers let nobody hold back a second Escape.
        if (open && shownOnce) currentTarget.showModal()
        leave()
      }}
      onClickCapture={(event) => {
        if (event.detail > 1 && !isClicked.current) {
          event.preventDefault()
          event.stopPropagation()
        } else isClicked.current = true
      }}
      onPointerDown={({ target, currentTarget }) => {
        beganOnVeil.current = target === currentTarget
      }}
      // Not before the click: of a finger it comes after all else, and would go to what lies under a veil that has gone.
      onClick={({ target, currentTarget }) => {
        if (beganOnVeil.current && target === currentTarget) leave()
      }}
      className="mx-0 mt-auto mb-0 max-h-[92dvh] w-full max-w-none rounded-t-2xl border border-line bg-surface p-0 text-start text-ink shadow-lift backdrop:bg-black/45 desk:m-auto desk:w-[30rem] desk:rounded-2xl"
    >
      {open ? (
        <div className="relative p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] desk:p-6">
          <h2 id={id} ref={heading} tabIndex={-1} className="pr-10 text-base outline-none">
            {title}
          </h2>
          {description ? (
            <div id={`${id}-text`} className="mt-1 pr-10 text-ink-2">
              {description}
            </div>
          ) : null}
          <div className="mt-4">{children}</div>
          {shownOnce ? (
            <Button ref={wayOut} onClick={() => onOpenChange(false)} className="mt-4 w-full">
              I have handed it over
            </Button>
          ) : (
            // Last in order, first in the corner: Tab comes to what is asked before it.
            <button
              type="button"
              aria-label="Close"
              onClick={() => onOpenChange(false)}
              className="absolute top-3 right-3 grid size-11 place-items-center rounded-control text-ink-3 hover:bg-sunken hover:text-ink desk:top-4 desk:right-4 desk:size-9"
            >
              <X aria-hidden className="size-4" />
            </button>
          )}
        </div>
      ) : null}
    </dialog>
  )
}
