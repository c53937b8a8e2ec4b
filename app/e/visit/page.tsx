import { Wipe } from '@/components/kept/wipe'
import { Here } from '@/components/person/here'
import { TestNote } from '@/components/person/test-note'
import { wordsIn } from '@/components/person/words'
import { browserKeepSecret } from '@/lib/server/secrets'
import { readVisit } from '@/lib/server/visit-result'
import { askerNow, languageFor, Person, visitOf } from '../person'
import { type Stage, stageOf } from './stage'
import { StageView } from './stage-view'

/** Where a visit speaks of a face on file. */
const saysEnrolled: readonly Stage['at'][] = ['consent', 'result']

type Props = { searchParams?: Promise<Record<string, string | string[] | undefined>> }

/** One address for the whole visit: the cookie says whose it is, its state says what is shown. */
export default async function Visit({ searchParams }: Props) {
  const visit = await visitOf()
  const view = visit && (await readVisit(visit))
  const words = wordsIn(await languageFor(visit?.language ?? null))
  const stage = stageOf(view)
  const mayBeginAgain = view?.mayTryAgain ?? false
  // They would begin again, and the link is under way on another device.
  if ((await searchParams)?.here === 'ask' && mayBeginAgain && !visit?.isOpen)
    return (
      <Person words={words} back="/e/visit" contact={view?.contact}>
        <Here words={words} action="/e/visit/again" proof={{}} />
      </Person>
    )
  return (
    <Person words={words} back="/e/visit" contact={view?.contact}>
      {stage.at === 'camera' ? null : <Wipe side="visit" />}
      {view?.environment === 'SANDBOX' && saysEnrolled.includes(stage.at) ? (
        <TestNote>{words.t('page.test')}</TestNote>
      ) : null}
      <StageView
        stage={stage}
        words={words}
        asker={await askerNow()}
        whom={view?.whom ?? null}
        receiptUrl={view?.receipt ? `/e/receipt/${view.receipt}` : null}
        keepSecret={visit ? browserKeepSecret({ visitId: visit.id }) : ''}
        mayBeginAgain={mayBeginAgain}
      />
    </Person>
  )
}
