'use client'
import { unstable_rethrow } from 'next/navigation'
import { useActionState } from 'react'
import { type FormState, nextAnswer, typedText } from '@/lib/domain/form-state'
import { refuse } from '@/lib/domain/outcome'

const words = 'Kioo did not answer, so it is not certain whether this was done.'
const lost = refuse('no_answer', `${words} Try it once more.`)
const lostButKept = refuse('no_answer', `${words} What you typed is still here; press once more.`)

/**
 * useActionState for a form. When no answer comes, the form says so and keeps the text of the fields of these names:
 * React would put the page's error in its place, and what was typed would go with it.
 */
export function useFormAction<State extends FormState<string>>(
  action: (before: State, form: FormData) => Promise<State>,
  first: Awaited<State>,
  ...names: string[]
) {
  const heard = async (before: Awaited<State>, form: FormData): Promise<State> => {
    try {
      return await action(before, form)
    } catch (thrown) {
      // An answer that leads elsewhere comes as an error of Next's own.
      unstable_rethrow(thrown)
      const refusal = names.length > 0 ? lostButKept : lost
      return { ...first, refusal, typed: typedText(form, ...names), answered: nextAnswer(before) }
    }
  }
  // In what the server draws stands the action itself: browsers send a form to it without a script, and before it runs.
  return useActionState<State, FormData>(typeof window === 'undefined' ? action : heard, first)
}
