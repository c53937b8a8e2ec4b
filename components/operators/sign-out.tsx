'use client'
import { LogOut } from 'lucide-react'
import { FieldError } from '@/components/ui/field'
import { useFormAction } from '@/components/ui/use-form-action'
import { type FormState, untouched } from '@/lib/domain/form-state'

/** For the operator's menu. `action` is the server action that signs out. */
export function SignOut({ action }: { action: (state: FormState, form: FormData) => Promise<FormState> }) {
  const [{ refusal }, submit] = useFormAction(action, untouched)
  return (
    <form action={submit}>
      <button
        type="submit"
        className="flex min-h-11 w-full items-center gap-2.5 rounded-lg px-2.5 text-left font-medium hover:bg-sunken desk:min-h-9"
      >
        <LogOut aria-hidden className="size-4 text-ink-3" /> Sign out
      </button>
      <div role="alert" className="px-2.5 *:py-1.5">
        <FieldError message={refusal?.message} />
      </div>
    </form>
  )
}
