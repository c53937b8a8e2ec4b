'use client'
import { useState } from 'react'
import { useConfirmedState } from '@/components/operators/confirming'
import { Field } from '@/components/ui/field'
import { leaveFocus } from '@/components/ui/leave-focus'
import { RefusalNote } from '@/components/ui/refusal-note'
import { SubmitButton } from '@/components/ui/submit-button'
import { type FormState, untouched } from '@/lib/domain/form-state'
import { LOGO_BYTES_MAX, LOGO_TOO_LARGE } from '@/lib/domain/logo'

/** The logo: uploaded, shown, taken away. */
export function LogoForm({
  action,
  logoUrl,
}: {
  action: (state: FormState, form: FormData) => Promise<FormState>
  logoUrl: string | null
}) {
  const [{ refusal }, submit] = useConfirmedState(action, untouched)
  // Said before it is sent: a body of any size would not even come to the action that could say so.
  const [isTooLarge, setTooLarge] = useState(false)
  return (
    <div className="grid gap-4">
      <form
        action={submit}
        onSubmit={(event) => isTooLarge && event.preventDefault()}
        // React empties a form after its action: a picture that nothing is wrong with stays chosen until it is kept.
        onReset={(event) => refusal && !refusal.fields?.logo && event.preventDefault()}
        className="grid gap-4"
        noValidate
      >
        <RefusalNote refusal={refusal} />
        <div className="flex items-start gap-4">
          {logoUrl ? (
            <img
              src={logoUrl}
              alt="Your logo"
              className="size-16 shrink-0 rounded-[14px] border border-line bg-white object-contain"
            />
          ) : null}
          <Field
            label={logoUrl ? 'Another picture' : 'Picture file'}
            error={isTooLarge ? LOGO_TOO_LARGE : refusal?.fields?.logo}
            description="PNG, JPEG or WebP, at most 256 kB. Square or wide; it is kept as a small picture."
            className="min-w-0 flex-1"
          >
            {(wired) => (
              <input
                {...wired}
                type="file"
                name="logo"
                onChange={({ target }) => setTooLarge((target.files?.[0]?.size ?? 0) > LOGO_BYTES_MAX)}
                accept="image/png,image/jpeg,image/webp"
                className="w-full rounded-control border border-edge bg-surface p-1.5 text-base file:mr-3 file:h-9 file:rounded-[5px] file:border-0 file:bg-sunken file:px-3 file:font-medium file:text-ink desk:text-sm desk:file:h-7"
              />
            )}
          </Field>
        </div>
        <div>
          <SubmitButton variant="secondary">Upload</SubmitButton>
        </div>
      </form>
      {logoUrl ? (
        <form action={submit}>
          <input type="hidden" name="remove" value="yes" />
          <SubmitButton ref={leaveFocus} variant="quiet">
            Take the logo away
          </SubmitButton>
        </form>
      ) : null}
    </div>
  )
}
