import type { Metadata } from 'next'
import { BrokenWordsProvider } from '@/components/person/broken'
import { wordsIn } from '@/components/person/words'
import { documentLanguage } from './document-language'

const words = async () => wordsIn((await documentLanguage()) ?? 'en')

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await words()
  return { title: { absolute: t('page.title') }, description: null, robots: { index: false, follow: false } }
}

/** What every hosted page has round it: no operator's shell, and words for the case that a page breaks. */
export default async function HostedPages({ children }: { children: React.ReactNode }) {
  const { t } = await words()
  const broken = { title: t('problem.title'), text: t('problem.unexpected'), again: t('problem.again') }
  return <BrokenWordsProvider value={broken}>{children}</BrokenWordsProvider>
}
