import { wordsIn } from '@/components/person/words'
import { askerNow, languageFor, Person, visitOf } from '../person'
import { stageOf } from './stage-of'
import { StageView } from './stage-view'

/** One address for the whole visit: the cookie says whose, the visit's state says what is shown. */
export default async function Visit() {
  const visit = await visitOf()
  const words = wordsIn(await languageFor(visit?.language ?? null))
  return (
    <Person words={words} back="/e/visit">
      <StageView stage={stageOf(visit, new Date())} words={words} asker={await askerNow()} receiptUrl={null} />
    </Person>
  )
}
