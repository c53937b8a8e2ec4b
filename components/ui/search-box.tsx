'use client'
import { Search } from 'lucide-react'
import Form from 'next/form'
import { useEffect, useRef } from 'react'
import { controlClass } from './input'

type SearchBoxProps = {
  /** The page that shows what was found. */
  action: string
  label: string
  value: string
  /** Filters that stay while searching. */
  keep?: Record<string, string | null>
}

/** Finds by what was typed; the slash key goes there from anywhere on the page. Works before its script has loaded. */
export function SearchBox({ action, label, value, keep = {} }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input, textarea, select, dialog')
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <Form action={action} role="search" className="relative w-full desk:w-80">
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-3" />
      {Object.entries(keep).map(([name, kept]) =>
        kept ? <input key={name} type="hidden" name={name} value={kept} /> : null,
      )}
      <input
        ref={input}
        key={value}
        type="search"
        name="q"
        defaultValue={value}
        maxLength={120}
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        placeholder={label}
        className={`${controlClass} h-11 pr-9 pl-9 desk:h-9`}
      />
      <kbd
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 hidden -translate-y-1/2 rounded border border-line px-1.5 font-sans text-[0.6875rem] font-medium text-ink-3 desk:block"
      >
        /
      </kbd>
    </Form>
  )
}
