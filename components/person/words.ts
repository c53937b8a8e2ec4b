import 'server-only'
import { createTranslator } from 'use-intl/core'
import { direction, type Language, languageLocale } from '@/lib/domain/language'
import ar from '@/messages/ar.json'
import en from '@/messages/en.json'
import fr from '@/messages/fr.json'
import pt from '@/messages/pt.json'
import sw from '@/messages/sw.json'

type Catalogue = typeof en

/** Every word a person reads. They stay on the server: a page sends its own text, and scripts get theirs as props. */
export const catalogues: Record<Language, Catalogue> = { en, fr, sw, pt, ar }

function translator(language: Language) {
  return createTranslator({ locale: languageLocale[language], messages: catalogues[language] })
}

export type Words = { language: Language; dir: 'ltr' | 'rtl'; locale: string; t: ReturnType<typeof translator> }

/** What a page needs to speak one language. */
export function wordsIn(language: Language): Words {
  return {
    language,
    dir: direction(language),
    locale: languageLocale[language],
    t: translator(language),
  }
}

const reasonKeys = new Map(Object.keys(en.reasons).map((key) => [Reflect.get(en.reasons, key), key]))

/**
 * A sentence of the result catalogue (`person`), in the page's language. The catalogue speaks English; its
 * sentences are looked up here by themselves, so that a new one is missed by a test and not by a person.
 */
export function reasonIn({ language }: Words, person: string): string {
  const key = reasonKeys.get(person)
  const found: unknown = key ? Reflect.get(catalogues[language].reasons, key) : null
  return typeof found === 'string' ? found : catalogues[language].reasons.unclear
}
