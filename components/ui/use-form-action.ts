'use client'
import { unstable_rethrow } from 'next/navigation'
import { useActionState } from 'react'
import { type FormState, nextAnswer, typedText } from '@/lib/domain/form-state'
import { refuse } from '@/lib/domain/outcome'

const lost = refuse(
  'no_answer',
  'Kioo did not answer, so it is not certain whether this was done. What you typed is still here; press once more.',
)

/**
 * useActionState for a form. When no answer comes, the form says so and keeps the text of the fields of these names:
 * React would put the page's error in its place, and what was typed would go with it. Not for a form that browsers send
 * without a script, such as sign-in: that takes React's own.
 */
export function useFormAction<State extends FormState<string>>(
  action: (before: State, form: FormData) => Promise<State>,
  first: Awaited<State>,
  ...names: string[]
) {
  return useActionState(async (before: Awaited<State>, form: FormData): Promise<State> => {
    try {
      return await action(before, form)
    } catch (thrown) {
      // An answer that leads elsewhere comes as an error of Next's own.
      unstable_rethrow(thrown)
      return { ...first, refusal: lost, typed: typedText(form, ...names), answered: nextAnswer(before) }
    }
  }, first)
}
