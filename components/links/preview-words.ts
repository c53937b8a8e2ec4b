import 'server-only'
import { wordsIn } from '@/components/person/words'
import { type Language, languages } from '@/lib/domain/language'
import type { PreviewWords } from './phone-preview'

/** The words of the person's page in every language, from the same catalogues: what does not change while typing. */
export function previewWords(organisation: string, retentionDays: number): Record<Language, PreviewWords> {
  const inLanguage = (language: Language): PreviewWords => {
    const { t, dir, locale } = wordsIn(language)
    return {
      dir,
      locale,
      title: t('landing.title', { organisation }),
      text: t('landing.text'),
      whom: t('landing.whom'),
      anyone: t('landing.anyone'),
      facts: [
        { name: t('landing.what'), value: t('landing.whatText') },
        { name: t('landing.receiver'), value: t('landing.receiverText', { organisation }) },
        { name: t('landing.kept'), value: t('landing.keptText', { organisation, days: retentionDays }) },
        { name: t('landing.no'), value: t('landing.noText') },
      ],
      go: t('landing.go'),
      goAnyone: t('go.submit'),
      notMe: t('notMe.summary'),
      cannot: t('cannot.summary'),
      until: t('landing.until', { date: '{date}' }),
      privacy: t('page.privacy', { organisation }),
      contact: t('page.contact'),
      test: t('page.test'),
    }
  }
  const [en, fr, sw, pt, ar] = languages.map(inLanguage)
  if (!en || !fr || !sw || !pt || !ar) throw new Error('A language has no words.')
  return { en, fr, sw, pt, ar }
}
