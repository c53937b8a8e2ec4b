'use client'
import { X } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'

type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: React.ReactNode
  description?: React.ReactNode
  children: React.ReactNode
}

/**
 * A question over the page: focus goes in, Escape and the veil close it, focus comes back. The browser's
 * own dialog does all of that, and needs no style element, which our content policy would refuse.
 */
export function Dialog({ open, onOpenChange, title, description, children }: DialogProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (!element) return
    if (open && !element.open) element.showModal()
    if (!open && element.open) element.close()
  }, [open])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      aria-describedby={description ? `${id}-text` : undefined}
      onClose={() => onOpenChange(false)}
      onPointerDown={(event) => event.target === event.currentTarget && onOpenChange(false)}
      className="mx-0 mt-auto mb-0 max-h-[92dvh] w-full max-w-none rounded-t-2xl border border-line bg-surface p-0 text-ink shadow-lift backdrop:bg-black/45 desk:m-auto desk:w-[30rem] desk:rounded-2xl"
    >
      {open ? (
        <div className="p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] desk:p-6">
          <div className="flex items-start gap-4">
            <div className="min-w-0 flex-1">
              <h2 id={id} className="text-base">
                {title}
              </h2>
              {description ? (
                <div id={`${id}-text`} className="mt-1 text-ink-2">
                  {description}
                </div>
              ) : null}
            </div>
            <button
              type="button"
              aria-label="Close"
              onClick={() => onOpenChange(false)}
              className="-mt-2 -mr-2 grid size-11 shrink-0 place-items-center rounded-control text-ink-3 hover:bg-sunken hover:text-ink desk:size-9"
            >
              <X aria-hidden className="size-4" />
            </button>
          </div>
          <div className="mt-4">{children}</div>
        </div>
      ) : null}
    </dialog>
  )
}
