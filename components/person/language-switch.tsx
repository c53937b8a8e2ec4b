import { Check, ChevronDown } from 'lucide-react'
import { languageName, languages } from '@/lib/domain/language'
import type { Words } from './words'

/** Another language in one tap, without any script: each language is a button of one form. `back` is the page it stays on. */
export function LanguageSwitch({ words: { language, t }, back }: { words: Words; back: string }) {
  return (
    <details className="group relative ms-auto text-sm print:hidden">
      <summary className="-me-2 flex min-h-11 list-none items-center gap-1.5 rounded-control px-2 font-medium text-ink-2 select-none hover:text-ink [&::-webkit-details-marker]:hidden">
        <span className="sr-only">{t('page.change')}: </span>
        {languageName[language]}
        <ChevronDown aria-hidden className="size-4 transition-transform group-open:rotate-180" />
      </summary>
      <form
        method="post"
        action="/e/language"
        className="absolute end-0 top-full z-10 mt-1 grid w-48 rounded-card border border-line bg-surface p-1.5 shadow-lift"
      >
        <input type="hidden" name="back" value={back} />
        {languages.map((one) => (
          <button
            key={one}
            type="submit"
            name="language"
            value={one}
            lang={one}
            aria-current={one === language ? 'true' : undefined}
            className="flex min-h-11 items-center justify-between rounded-control px-3 text-start text-base hover:bg-sunken"
          >
            {languageName[one]}
            {one === language ? <Check aria-hidden className="size-4 text-accent" /> : null}
          </button>
        ))}
      </form>
    </details>
  )
}
