'use client'
import { Ellipsis } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'

type MenuItem = { name: string; onSelect: () => void; danger?: boolean }

/** A few rare actions behind one button: a plain disclosure, closed by Escape, a choice, or by going elsewhere. */
export function Menu({ label, items }: { label: string; items: readonly MenuItem[] }) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return
    const onElsewhere = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      button.current?.focus()
    }
    document.addEventListener('pointerdown', onElsewhere)
    document.addEventListener('focusin', onElsewhere)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('pointerdown', onElsewhere)
      document.removeEventListener('focusin', onElsewhere)
      document.removeEventListener('keydown', onKey)
    }
  }, [open])
  return (
    <div ref={box} className={`relative inline-block text-left ${open ? 'z-20' : 'z-10'}`}>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        className="inline-grid size-11 place-items-center rounded-control text-ink-3 hover:bg-sunken hover:text-ink desk:size-9"
      >
        <Ellipsis aria-hidden className="size-5" />
      </button>
      {open ? (
        <ul
          id={id}
          className="absolute end-0 top-full z-30 mt-1 w-56 rounded-card border border-line bg-surface p-1.5 text-ink shadow-lift"
        >
          {items.map(({ name, onSelect, danger = false }) => (
            <li key={name}>
              <button
                type="button"
                onClick={() => {
                  setOpen(false)
                  // The chosen line goes with the menu: a dialog that opens now gives the focus back to this button.
                  button.current?.focus()
                  onSelect()
                }}
                className={`flex min-h-11 w-full items-center rounded-lg px-2.5 text-left font-medium hover:bg-sunken desk:min-h-9 ${danger ? 'text-bad' : ''}`}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
