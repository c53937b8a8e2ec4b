'use client'
import { Eraser } from 'lucide-react'
import { useState } from 'react'
import { useConfirmedState } from '@/components/operators/confirming'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { leaveFocus } from '@/components/ui/leave-focus'
import { RefusalNote } from '@/components/ui/refusal-note'
import { SubmitButton } from '@/components/ui/submit-button'
import { useFormAction } from '@/components/ui/use-form-action'
import { type FormState, untouched } from '@/lib/domain/form-state'

type AskAction = (state: FormState<'reason'>, form: FormData) => Promise<FormState<'reason'>>

/** Lets an operator ask administrators to erase a person, and says how it stands with it. */
export function AskErase({
  enrolleeId,
  asked,
  declined,
  action,
}: {
  enrolleeId: string
  /** What waits for an answer. */
  asked: { by: string; when: React.ReactNode; reason: string } | null
  /** What was answered last, with no. */
  declined: { by: string | null; when: React.ReactNode } | null
  action: AskAction
}) {
  return (
    <Card id="erase" title="Erase this person" className="mt-5 scroll-mt-20">
      <p className="max-w-[72ch] text-ink-2">
        For somebody who asks to be forgotten. Only an administrator can destroy what is kept of them; you can ask for
        it.
      </p>
      {declined ? (
        <p className="mt-2 font-medium">
          {declined.by ?? 'An administrator'} said no on {declined.when}.
        </p>
      ) : null}
      {asked ? (
        <p className="mt-2 max-w-[72ch] font-medium wrap-anywhere" role="status">
          {asked.by} asked for it on {asked.when}: “<bdi>{asked.reason}</bdi>” It waits on the overview of every
          administrator.
        </p>
      ) : (
        <AskDialog enrolleeId={enrolleeId} action={action} />
      )}
    </Card>
  )
}

/** Goes once it was asked, and the open dialog with it: after a no it is there anew, closed. */
function AskDialog({ enrolleeId, action }: { enrolleeId: string; action: AskAction }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button className="mt-3.5" onClick={() => setOpen(true)}>
        <Eraser aria-hidden /> Ask to erase
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Ask to erase this person?"
        description="Administrators see it on their overview, with your name. Nothing is erased before one of them says so."
      >
        <AskForm enrolleeId={enrolleeId} action={action} leave={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function AskForm({ enrolleeId, action, leave }: { enrolleeId: string; action: AskAction; leave: () => void }) {
  const [{ refusal, typed }, submit] = useFormAction<FormState<'reason'>>(action, untouched, 'reason')
  return (
    <form action={submit} className="grid gap-4" noValidate>
      <RefusalNote refusal={refusal} />
      <input type="hidden" name="enrolleeId" value={enrolleeId} />
      <Field
        label="Why?"
        description="How they asked, and when. It is erased with them."
        error={refusal?.fields?.reason}
        required
      >
        {(wired) => <Textarea {...wired} name="reason" rows={3} maxLength={320} defaultValue={typed.reason} />}
      </Field>
      <div className="flex flex-col-reverse gap-2 desk:flex-row desk:justify-end">
        <Button variant="quiet" onClick={leave}>
          Leave it
        </Button>
        <SubmitButton>Ask</SubmitButton>
      </div>
    </form>
  )
}

/** What an administrator sees at the top of a person whom somebody asks to erase. */
export function EraseAsked({
  requestId,
  by,
  when,
  reason,
  decline,
}: {
  requestId: string
  by: string
  when: React.ReactNode
  reason: string
  decline: (state: FormState, form: FormData) => Promise<FormState>
}) {
  const [{ refusal }, submit] = useConfirmedState<FormState>(decline, untouched)
  return (
    <Callout
      tone="warn"
      className="mb-6"
      title={`${by} asks you to erase this person.`}
      action={
        <form action={submit}>
          <input type="hidden" name="requestId" value={requestId} />
          <SubmitButton ref={leaveFocus} variant="secondary">
            Decline
          </SubmitButton>
        </form>
      }
    >
      <p className="wrap-anywhere">
        “<bdi>{reason}</bdi>”
      </p>
      <p>
        Asked on {when}. Erase them{' '}
        <a href="#erase" className="link">
          at the end of this page
        </a>
        , or decline.
      </p>
      <RefusalNote refusal={refusal} />
    </Callout>
  )
}
