import { notFound } from 'next/navigation'
import { Message } from '@/components/person/message'
import { wordsIn } from '@/components/person/words'
import { buttonClass } from '@/components/ui/button'
import { languageFor, Person } from '../../person'

const known = ['foreign', 'tooMany', 'unexpected', 'ended'] as const

/** What stopped a press of a button, said once and kindly. */
export default async function Problem({ params }: { params: Promise<{ what: string }> }) {
  const { what } = await params
  const problem = known.find((one) => one === what)
  if (!problem) notFound()
  const words = wordsIn(await languageFor(null))
  return (
    <Person words={words} back={`/e/problem/${problem}`}>
      <Message sign="ask" title={words.t('problem.title')} text={words.t(`problem.${problem}`)}>
        {problem === 'ended' ? (
          <a href="/e/visit" className={buttonClass({ size: 'large' })}>
            {words.t('result.look')}
          </a>
        ) : null}
      </Message>
    </Person>
  )
}
