import { notFound } from 'next/navigation'
import { Wipe } from '@/components/kept/wipe'
import { Message } from '@/components/person/message'
import { wordsIn } from '@/components/person/words'
import { askerNow, languageFor, Person } from '../../person'

const pages = {
  'not-me': { title: 'notMe.title', text: 'notMe.done' },
  cannot: { title: 'cannot.title', text: 'cannot.done' },
} as const

const isKnown = (what: string): what is keyof typeof pages => Object.hasOwn(pages, what)

/** After a "no": thanks, and what happens now. It says nothing of the link, so it may be seen by anybody. */
export default async function Thanks({ params }: { params: Promise<{ what: string }> }) {
  const { what } = await params
  if (!isKnown(what)) notFound()
  const words = wordsIn(await languageFor(null))
  const { title, text } = pages[what]
  const { name } = await askerNow()
  return (
    <Person words={words} back={`/e/thanks/${what}`}>
      <Wipe side="visit" />
      <Message sign="done" title={words.t(title)} text={words.t(text, { organisation: name })} />
    </Person>
  )
}
