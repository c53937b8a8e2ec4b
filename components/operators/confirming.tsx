'use client'
import { createContext, useCallback, useContext, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { useFormAction } from '@/components/ui/use-form-action'
import { passwordWanted } from '@/lib/domain/confirm'
import type { FormState } from '@/lib/domain/form-state'
import type { Outcome } from '@/lib/domain/outcome'
import { askers } from './askers'
import { ConfirmForm } from './confirm-form'

export type ConfirmAction = (input: { present: string }) => Promise<Outcome>

const Asking = createContext<() => Promise<boolean>>(async () => false)

/**
 * Asks for the password over whatever page is open, when an action wants it. It stands once, outside of every form:
 * what was typed there stays as it is, and is sent again when the password was right.
 */
export function Confirming({
  action,
  email,
  children,
}: {
  action: ConfirmAction
  email: string
  children: React.ReactNode
}) {
  // Outside of what React draws, so that an answer reaches all who wait when it comes, from whichever drawing they asked.
  const [waiting] = useState(askers)
  const [isAsking, setAsking] = useState(false)
  const ask = useCallback(() => {
    setAsking(true)
    return waiting.ask()
  }, [waiting])
  const end = (confirmed: boolean) => {
    setAsking(false)
    waiting.answer(confirmed)
  }
  return (
    <Asking value={ask}>
      {children}
      <Dialog
        open={isAsking}
        onOpenChange={() => end(false)}
        title="Your password, once more"
        description="You typed it a while ago. What you are about to do asks for it again, in case somebody else is at your desk."
      >
        <ConfirmForm action={action} email={email} done={() => end(true)} leave={() => end(false)} />
      </Dialog>
    </Asking>
  )
}

const isWanted = (answer: Outcome | FormState<string>) =>
  ('ok' in answer ? !answer.ok && answer.code : answer.refusal?.code) === passwordWanted.code

/** Gives a way to run an action. If it wants the password, that is asked for, and then the action is run once more. */
export function useConfirmed() {
  const ask = useContext(Asking)
  return useCallback(
    async <Answer extends Outcome | FormState<string>>(run: () => Promise<Answer>): Promise<Answer> => {
      const answer = await run()
      return isWanted(answer) && (await ask()) ? run() : answer
    },
    [ask],
  )
}

/** useFormAction for a form whose action may want the password. */
export function useConfirmedState<State extends FormState<string>>(
  action: (before: State, form: FormData) => Promise<State>,
  first: Awaited<State>,
  ...names: string[]
) {
  const confirmed = useConfirmed()
  return useFormAction((before: State, form: FormData) => confirmed(() => action(before, form)), first, ...names)
}
