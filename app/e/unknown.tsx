import { Message } from '@/components/person/message'
import { wordsIn } from '@/components/person/words'
import { languageFor, Person } from './person'

/**
 * One page for a link that never was, is mistyped or is cut short: nobody learns which. Pages return it rather than
 * call notFound(), which leaves the document empty until a script draws it: this one has to be readable without any.
 */
export async function UnknownLink() {
  const words = wordsIn(await languageFor(null))
  return (
    <Person words={words} back="/e">
      <Message sign="ask" title={words.t('unknown.title')} text={words.t('unknown.text')} />
    </Person>
  )
}
