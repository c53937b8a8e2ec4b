'use client'
import { Search } from 'lucide-react'
import { useEffect, useId, useRef, useSyncExternalStore } from 'react'
import { type FormState, untouched } from '@/lib/domain/form-state'
import { SEARCH_MAX } from '@/lib/domain/search-params'
import { FieldError } from './field'
import { controlClass } from './input'
import { useFormAction } from './use-form-action'

type SearchBoxProps = {
  /** The address of the list that shows what was found. */
  list: string
  /** Leads there. By a form that is posted: a name in it reaches no address. */
  find: (state: FormState<'q'>, form: FormData) => Promise<FormState<'q'>>
  label: string
  /** What the label is too short for; shown while somebody is in the field. */
  hint?: string
  value: string
  /** Filters that stay while searching. */
  keep?: Record<string, string | null>
}

/** There Ctrl and K cut a line in a text field. */
const isApple = () => navigator.userAgent.includes('Mac')
const never = () => () => {}

/**
 * Finds by what was typed. Ctrl or ⌘ with K goes there from anywhere on the page: a letter alone would be in the way of
 * whoever speaks to their computer (WCAG 2.1.4). Works before its script has loaded.
 */
export function SearchBox({ list, find, label, hint, value, keep = {} }: SearchBoxProps) {
  const [{ refusal, typed }, submit] = useFormAction<FormState<'q'>>(find, untouched, 'q')
  const input = useRef<HTMLInputElement>(null)
  const hintId = useId()
  const apple = useSyncExternalStore(never, isApple, () => null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isMeant = (isApple() ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey
      const isElsewhere = event.target instanceof Element && event.target.closest('dialog')
      if (event.key.toLowerCase() !== 'k' || !isMeant || isElsewhere) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <search className="group w-full sm:max-desk:not-last:w-56 sm:max-desk:not-last:grow desk:w-80">
      <form action={submit} className="relative">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-3"
        />
        <input type="hidden" name="list" value={list} />
        {Object.entries(keep).map(([name, kept]) =>
          kept ? <input key={name} type="hidden" name={name} value={kept} /> : null,
        )}
        <input
          ref={input}
          key={value}
          type="search"
          name="q"
          defaultValue={typed.q ?? value}
          maxLength={SEARCH_MAX}
          autoComplete="off"
          spellCheck={false}
          aria-label={label}
          aria-keyshortcuts={apple === null ? undefined : apple ? 'Meta+K' : 'Control+K'}
          aria-describedby={hint && !refusal ? hintId : undefined}
          placeholder={label}
          className={`${controlClass} h-11 pr-3 pl-9 text-ellipsis desk:h-9 desk:pr-16`}
        />
        {apple === null ? null : (
          <kbd
            aria-hidden
            className="pointer-events-none absolute top-1/2 right-3 hidden -translate-y-1/2 rounded border border-line px-1.5 font-sans text-[0.6875rem] font-medium text-ink-3 group-focus-within:hidden desk:block"
          >
            {apple ? '⌘ K' : 'Ctrl K'}
          </kbd>
        )}
        {hint && !refusal ? (
          <p
            id={hintId}
            className="pointer-events-none absolute inset-x-0 top-full z-30 mt-1.5 hidden rounded-control border border-line bg-surface px-3 py-2 text-[0.8125rem] text-ink-2 shadow-lift group-focus-within:block"
          >
            {hint}
          </p>
        ) : null}
      </form>
      <div role="alert" className="*:mt-1.5">
        <FieldError message={refusal ? 'Kioo did not answer. Search once more.' : undefined} />
      </div>
    </search>
  )
}
