import { createTranslator } from 'use-intl/core'
import { describe, expect, test } from 'vitest'
import { type Language, languageLocale, languages } from '@/lib/domain/language'
import { linkMailWords } from '@/lib/domain/link-mail-words'
import { refusalCodes, refusalMeaning } from '@/lib/domain/refusal-catalogue'
import { resultMeaning } from '@/lib/domain/result-catalogue'
import { otherResults } from '@/lib/domain/result-catalogue-other'
import { registerResults } from '@/lib/domain/result-catalogue-register'
import { captureWordsIn } from './capture-words'
import { catalogues, reasonIn, wordsIn } from './words'

/** Every text of a catalogue by its path. */
function texts(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? [[path + key, inner]] : texts(inner, `${path}${key}.`),
  )
}
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name))].sort()

/** The arms of each plural in a text: "{days, plural, one {…} other {…}}" → ["one", "other"]. */
function plurals(text: string): string[][] {
  return text
    .split(/\{\w+, plural,/)
    .slice(1)
    .map((rest) => {
      const arms: string[] = []
      let depth = 0
      for (const [, word, sign] of rest.matchAll(/(?:(=?\w+)\s*(?=\{))|([{}])/g)) {
        if (word && depth === 0) arms.push(word)
        if (sign === '{') depth++
        if (sign === '}' && --depth < 0) break
      }
      return arms
    })
}

const english = new Map(texts(catalogues.en))
const others = languages.filter((language): language is Exclude<Language, 'en'> => language !== 'en')

describe.each(languages)('the words in %s', (language) => {
  const own = texts(catalogues[language])

  test('are the same as in English: none missing, none too many, none empty', () => {
    expect(own.map(([key]) => key).sort()).toEqual([...english.keys()].sort())
    for (const [key, text] of own) expect(text.trim(), key).not.toBe('')
  })

  test('have the same gaps to fill as in English', () => {
    for (const [key, text] of own)
      expect([key, ...placeholders(text)]).toEqual([key, ...placeholders(english.get(key) ?? '')])
  })

  test('have every plural the language has', () => {
    const categories = new Intl.PluralRules(languageLocale[language]).resolvedOptions().pluralCategories
    for (const [key, text] of own)
      for (const arms of plurals(text)) expect([key, ...arms].sort()).toEqual([key, ...categories].sort())
  })

  test('can all be said, with any number', () => {
    const wrong: string[] = []
    const t = createTranslator({
      locale: languageLocale[language],
      messages: Object.fromEntries(own.map(([key, text]) => [key.replaceAll('.', '_'), text])),
      onError: ({ message }) => wrong.push(message),
    })
    for (const [key, text] of own)
      for (const count of [0, 1, 2, 3, 11, 30, 100, 1_000_000]) {
        const values = Object.fromEntries(placeholders(text).map((name) => [name, numbers.has(name) ? count : 'X']))
        expect(t(key.replaceAll('.', '_'), values)).not.toMatch(/[{}#]/)
      }
    expect(wrong).toEqual([])
  })

  test('are ready for a capture', () => {
    const { live, review, primer } = captureWordsIn(wordsIn(language))
    expect(live.counts).toHaveLength(3)
    expect(new Set(review.sending).size).toBe(8)
    expect(primer.tips).toHaveLength(3)
  })
})

const numbers = new Set<string | undefined>(['days', 'minutes', 'sent', 'total'])

test.each(others)('nothing was left in English in %s', (language) => {
  const same = texts(catalogues[language]).filter(([key, text]) => english.get(key) === text && /[a-z]{4}/.test(text))
  // "Code" and "virtual" are the same word in some of the languages.
  expect(same.filter(([, text]) => !['Code', 'virtual'].includes(text))).toEqual([])
})

test('whatever can go wrong with an enrollment is said in the catalogue’s own words, in every language', () => {
  const results = Object.values({ ...registerResults, ...otherResults })
  const wrong = results.filter(({ verdict }) => verdict === 'rejected' || verdict === 'error')
  const sentences = [...wrong, ...refusalCodes.map(refusalMeaning), resultMeaning('no such code')]
  for (const { person } of sentences) {
    expect(reasonIn(wordsIn('en'), person)).toBe(person)
    for (const language of others) expect(reasonIn(wordsIn(language), person)).not.toBe(person)
  }
})

test('a sentence nobody translated is replaced by one that is true anyway', () => {
  expect(reasonIn(wordsIn('fr'), 'Something new.')).toBe(catalogues.fr.reasons.unclear)
})

test.each(languages)('what a person is told to press in %s is called so where it is pressed', (language) => {
  const { capture, notMe } = catalogues[language]
  expect(capture.problems.denied.text).toContain(capture.tryAgain)
  expect(linkMailWords[language].unexpected).toContain(notMe.summary)
})

test.each(languages)('in %s the text agreed to is called the same at the question and on the receipt', (language) => {
  const { consent, receipt } = catalogues[language]
  expect(consent.version).toContain(receipt.version)
})

test.each(languages)(
  'in %s nobody is promised a number of seconds or pictures that guided capture does not keep to',
  (language) => {
    const { landing, capture } = catalogues[language]
    expect(capture.primer.text).not.toMatch(/eight|huit|nane|oito|ثماني/)
    expect(landing.whatText).not.toMatch(/within three seconds|trois secondes|sekunde tatu|três segundos|ثلاث ثوانٍ/)
  },
)

test.each(languages)('in %s a camera that may be a computer’s is not called a phone', (language) => {
  const { camera, faces, capture } = catalogues[language]
  const said = texts({ camera, faces, guidance: capture.guidance })
  expect(said.filter(([, text]) => /\bphone|téléphone|telefone|\bsimu\b|هاتف/i.test(text))).toEqual([])
})

test('in French no sign is left alone on a line of its own: the space before it does not break', () => {
  const said = [...texts(catalogues.fr), ...texts(linkMailWords.fr)]
  expect(said.filter(([, text]) => / [?!:;»…]|« /.test(text))).toEqual([])
})
