import type { Metadata } from 'next'
import { BrokenWordsProvider } from '@/components/person/broken'
import { wordsIn } from '@/components/person/words'
import { documentLanguage } from './document-language'

const words = async () => wordsIn((await documentLanguage()) ?? 'en')

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await words()
  return {
    title: { absolute: t('page.title') },
    description: null,
    robots: { index: false, follow: false },
    // Under the header's no-referrer a form says `Origin: null`, and browsers without Sec-Fetch-Site (iOS before
    // 16.4) then say nothing at all about where it came from. This names our origin, never a path with a token.
    referrer: 'strict-origin',
  }
}

/** What every hosted page has round it: no operator's shell, and words for the case that a page breaks. */
export default async function HostedPages({ children }: { children: React.ReactNode }) {
  const { t } = await words()
  const broken = { title: t('problem.title'), text: t('problem.unexpected'), again: t('problem.again') }
  return <BrokenWordsProvider value={broken}>{children}</BrokenWordsProvider>
}
