import { z } from 'zod'

/** The languages of everything a person sees: hosted links, receipts, dead links. */
export const languages = ['en', 'fr', 'sw', 'pt', 'ar'] as const
export const languageSchema = z.enum(languages)
export type Language = (typeof languages)[number]

/** What a language calls itself: nobody looks for "Arabic" who reads only Arabic. */
export const languageName: Record<Language, string> = {
  en: 'English',
  fr: 'Français',
  sw: 'Kiswahili',
  pt: 'Português',
  ar: 'العربية',
}

/**
 * What Intl is asked for: day before month, the hours as the language counts them. Which digits Arabic has differs
 * from country to country and from one browser to the next; these stand beside codes and are read everywhere.
 */
export const languageLocale: Record<Language, string> = {
  en: 'en-GB',
  fr: 'fr',
  sw: 'sw',
  pt: 'pt-PT',
  ar: 'ar-u-nu-latn',
}

/** Which way the language is written, for the `dir` of a page. */
export function direction(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr'
}

/** A language from outside (a cookie, a form, an address); null when we do not speak it. */
export function knownLanguage(text: string | null | undefined): Language | null {
  return languageSchema.safeParse(text).data ?? null
}

/** The best of an Accept-Language header that we speak, by its weights; a region counts as its language. */
export function acceptedLanguage(header: string | null): Language | null {
  const wishes = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = Number(parameters.find((one) => one.trim().startsWith('q='))?.split('=')[1] ?? 1)
      return { language: knownLanguage(tag.split('-')[0]), weight }
    })
    .filter(({ weight }) => weight > 0)
    // A stable sort: of two wishes with one weight the first stands.
    .sort((a, b) => b.weight - a.weight)
  return wishes.find(({ language }) => language)?.language ?? null
}

/** What the person chose on the page beats what the link says, and that beats what the browser says. */
export function pickLanguage(wishes: {
  chosen?: string | null | undefined
  link?: string | null | undefined
  accept: string | null
}): Language {
  return knownLanguage(wishes.chosen) ?? knownLanguage(wishes.link) ?? acceptedLanguage(wishes.accept) ?? 'en'
}
