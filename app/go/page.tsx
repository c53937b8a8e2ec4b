import { type CodeProblem, GoForm } from '@/components/person/go-form'
import { Here } from '@/components/person/here'
import { wordsIn } from '@/components/person/words'
import { typedCode } from '@/lib/server/auth-code'
import { languageFor, Person } from '../e/person'

const problems: readonly CodeProblem[] = ['wrong', 'tooMany', 'dead']

/**
 * Where a code is typed, or arrives by a phone's camera, or stands again after it was turned down. Nothing happens before
 * the button is pressed.
 */
export default async function Go({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { code: given, problem: told, here } = await searchParams
  const problem = problems.find((one) => one === told) ?? null
  const code = typeof given === 'string' ? given : problem ? await typedCode() : ''
  const words = wordsIn(await languageFor(null))
  if (here === 'ask')
    return (
      <Person words={words} back="/go">
        <Here words={words} action="/go/claim" proof={{}} />
      </Person>
    )
  return (
    <Person words={words} back="/go">
      <GoForm words={words} code={code.slice(0, 20)} problem={problem} />
    </Person>
  )
}
