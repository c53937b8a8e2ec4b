import { type CodeProblem, GoForm } from '@/components/person/go-form'
import { wordsIn } from '@/components/person/words'
import { languageFor, Person } from '../e/person'

const problems: readonly CodeProblem[] = ['wrong', 'tooMany', 'dead']

/** Where a code is typed, or arrives by a phone's camera. Nothing happens before the button is pressed. */
export default async function Go({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { code, problem } = await searchParams
  const words = wordsIn(await languageFor(null))
  return (
    <Person words={words} back="/go">
      <GoForm
        words={words}
        code={typeof code === 'string' ? code.slice(0, 20) : ''}
        problem={problems.find((one) => one === problem) ?? null}
      />
    </Person>
  )
}
