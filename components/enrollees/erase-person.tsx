'use client'
import { Eraser } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useConfirmedState } from '@/components/operators/confirming'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RefusalNote } from '@/components/ui/refusal-note'
import { SubmitButton } from '@/components/ui/submit-button'
import { UNDER_WAY_WORDS } from '@/lib/domain/erased'
import { type FormState, untouched } from '@/lib/domain/form-state'

type ErasePersonProps = {
  enrolleeId: string
  environment: string
  isUnderWay: boolean
  action: (state: FormState<'userId'>, form: FormData) => Promise<FormState<'userId'>>
}

/** Erases a person for good, after their user id has been typed. */
export function ErasePerson({ isUnderWay, environment, ...rest }: ErasePersonProps) {
  const [open, setOpen] = useState(false)
  return (
    <Card id="erase" title="Erase this person" className="mt-5 scroll-mt-20">
      <p className="max-w-[72ch] text-ink-2">
        For somebody who asks to be forgotten. Everything personal is destroyed here, in {environment}, and nobody can
        bring it back. Smile ID keeps its own copy: Kioo does not erase it there, so ask them to.
      </p>
      <div className="mt-3.5">
        {isUnderWay ? (
          <p className="max-w-[72ch] font-medium">{UNDER_WAY_WORDS}</p>
        ) : (
          <Button variant="danger" onClick={() => setOpen(true)}>
            <Eraser aria-hidden /> Erase this person
          </Button>
        )}
      </div>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Erase this person for good?"
        description="This cannot be undone, by anybody."
      >
        <EraseForm {...rest} leave={() => setOpen(false)} />
      </Dialog>
    </Card>
  )
}

type EraseFormProps = Pick<ErasePersonProps, 'enrolleeId' | 'action'> & { leave: () => void }

function EraseForm({ enrolleeId, action, leave }: EraseFormProps) {
  const [{ refusal, typed }, submit] = useConfirmedState<FormState<'userId'>>(action, untouched)
  const [userId, setUserId] = useState(typed.userId ?? '')
  return (
    <form action={submit} className="grid gap-4" noValidate>
      <dl className="grid gap-2 text-[0.8438rem] [&_dd]:text-ink-2 [&_dt]:font-medium">
        <div>
          <dt>Goes now</dt>
          <dd>
            Pictures, name, user id, reasons, location, extra parameters, what came from Smile ID, whom links were for.
            Links to this person stop.
          </dd>
        </div>
        <div>
          <dt>Stays</dt>
          <dd>
            A made-up id, when which step was done, results as codes, calls that cost money, who did what. Backups keep
            what they have until you delete them.
          </dd>
        </div>
        <div>
          <dt>Smile ID’s copy</dt>
          <dd>Is not touched. Note the user id now if you are going to ask them: afterwards Kioo does not know it.</dd>
        </div>
      </dl>
      <RefusalNote refusal={refusal} />
      <input type="hidden" name="enrolleeId" value={enrolleeId} />
      <Field
        label="The person’s user id"
        description="Type it, so that it is certainly this person."
        error={refusal?.fields?.userId}
        required
      >
        {(wired) => (
          <Input
            {...wired}
            name="userId"
            className="id"
            value={userId}
            maxLength={80}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => setUserId(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className="flex flex-col-reverse gap-2 desk:flex-row desk:justify-end">
        <Button variant="quiet" onClick={leave}>
          Keep this person
        </Button>
        <SubmitButton variant="danger">Erase for good</SubmitButton>
      </div>
    </form>
  )
}

type ErasedNoteProps = { erased: { when: React.ReactNode; by: string | null } | null }

/**
 * What stands on the page of somebody erased, in place of everything that could be done. It takes the focus when that
 * has just gone.
 */
export function ErasedNote({ erased }: ErasedNoteProps) {
  const note = useRef<HTMLDivElement>(null)
  const wasHere = useRef(erased === null)
  useEffect(() => {
    if (erased && wasHere.current) note.current?.focus()
    wasHere.current = erased === null
  }, [erased])
  if (!erased) return null
  const { when, by } = erased
  return (
    <div ref={note} tabIndex={-1} className="mb-6 rounded-card">
      <Callout
        tone="idle"
        title={
          <>
            Erased on {when}
            {by ? ` by ${by}` : ''}.
          </>
        }
      >
        Pictures, name, user id and everything typed are gone here for good; states, codes and calls stay under a
        made-up id. Smile ID keeps its own copy until you ask them to erase it: the ids of the jobs below tell them
        whose. The same user id can be enrolled anew here, as a new person; Smile ID takes it only with re-enrolling
        allowed while it keeps its copy, and never again once it has deleted it.
      </Callout>
    </div>
  )
}
