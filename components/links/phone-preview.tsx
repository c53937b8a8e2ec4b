'use client'
import { ChevronDown } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Facts } from '@/components/person/facts'
import { Contact, Lead, Mark } from '@/components/person/frame'
import { TestNote } from '@/components/person/test-note'
import { buttonClass } from '@/components/ui/button'
import { type Language, languageName } from '@/lib/domain/language'

export type PreviewWords = {
  dir: 'ltr' | 'rtl'
  locale: string
  title: string
  text: string
  whom: string
  anyone: string
  facts: readonly { name: string; value: string }[]
  go: string
  goAnyone: string
  notMe: string
  cannot: string
  /** With `{date}` where the end goes. */
  until: string
  privacy: string
  contact: string
  test: string
}

export type PreviewAsker = { name: string; logo: string | null; privacyUrl: string | null }

type PhonePreviewProps = {
  words: Record<Language, PreviewWords>
  asker: PreviewAsker
  language: Language
  /** Masked; null: anybody. */
  whom: string | null
  /** Minutes from now; null: no moment is shown. */
  minutes: number | null
  /** Whom to ask, as typed; empty: nobody is named. */
  contact: string
  isTest: boolean
}

const way =
  'flex min-h-[52px] items-center justify-between gap-3 rounded-[14px] border border-line-strong bg-surface px-5 py-2.5 leading-snug font-semibold'

/** The person's first page as it will look on a phone, of the same parts and words. Nothing in it can be pressed. */
export function PhonePreview({ words, asker, language, whom, minutes, contact, isTest }: PhonePreviewProps) {
  const { dir, locale, title, text, facts, go, goAnyone, notMe, cannot, until, privacy, ...spoken } = words[language]
  const date = useDate(minutes, locale)
  return (
    <figure className="@container mx-auto w-full max-w-[320px]">
      <div
        inert
        className="mx-auto w-fit overflow-hidden rounded-[36px] border-[7px] border-ink/85 bg-paper shadow-lift"
      >
        <div
          lang={language}
          dir={dir}
          className="flex w-[390px] flex-col gap-5 px-[22px] pt-4 pb-8 text-base [zoom:0.7846] @max-[19.9rem]:[zoom:0.7] @max-[17.9rem]:[zoom:0.62] @max-[16rem]:[zoom:0.53]"
        >
          <div className="flex min-h-11 items-center gap-3">
            <Mark asker={asker} />
            <p className="min-w-0 flex-1 leading-tight font-semibold wrap-anywhere">{asker.name}</p>
            <span className="flex items-center gap-1.5 text-sm font-medium text-ink-2">
              {languageName[language]} <ChevronDown aria-hidden className="size-4" />
            </span>
          </div>
          {isTest ? <TestNote>{spoken.test}</TestNote> : null}
          <Lead title={title} heading="h2">
            {text}
          </Lead>
          <Facts rows={[{ name: spoken.whom, value: <bdi>{whom ?? spoken.anyone}</bdi> }, ...facts]} />
          <div className="grid gap-3">
            <span className={`${buttonClass({ variant: 'primary', size: 'large' })} w-full`}>
              {whom ? go : goAnyone}
            </span>
            {whom ? (
              <span className={way}>
                {notMe} <ChevronDown aria-hidden className="size-5 text-ink-3" />
              </span>
            ) : null}
            <span className={way}>
              {cannot} <ChevronDown aria-hidden className="size-5 text-ink-3" />
            </span>
          </div>
          {date ? <p className="text-sm text-ink-2">{until.replace('{date}', date)}</p> : null}
          {contact || asker.privacyUrl ? (
            <div className="grid gap-1 pt-2 text-sm text-ink-2">
              {contact ? <Contact title={spoken.contact}>{contact}</Contact> : null}
              {asker.privacyUrl ? <p className="link">{privacy}</p> : null}
            </div>
          ) : null}
        </div>
      </div>
      <figcaption className="mt-2.5 text-center text-[0.8125rem] text-ink-2">What the person sees first</figcaption>
    </figure>
  )
}

/** The end in the page's language, reckoned by this browser's clock and zone. */
function useDate(minutes: number | null, locale: string): string | null {
  const [date, setDate] = useState<string | null>(null)
  useEffect(() => {
    if (minutes === null || !(minutes > 0 && minutes < 60 * 24 * 366)) return setDate(null)
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' })
    setDate(format.format(new Date(Date.now() + minutes * 60_000)))
  }, [minutes, locale])
  return date
}
