'use client'
import { FieldError } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { wasLeft } from '@/lib/domain/confirm'
import { type FormState, untouched } from '@/lib/domain/form-state'
import { roleName } from '@/lib/domain/operator-view'
import { type Role, roles } from '@/lib/domain/permissions'
import { useConfirmedState } from './confirming'

/** Another role for an operator. It ends their sessions, so it waits for a press instead of following the choice. */
export function RoleForm({
  action,
  operatorId,
  name,
  role,
}: {
  action: (state: FormState<'role'>, form: FormData) => Promise<FormState<'role'>>
  operatorId: string
  name: string
  role: Role
}) {
  const [{ refusal, typed, answered }, submit] = useConfirmedState<FormState<'role'>>(action, untouched, 'role')
  return (
    <form action={submit} className="grid gap-1">
      <input type="hidden" name="operatorId" value={operatorId} />
      <div className="flex gap-2">
        <Select
          key={`${role} ${answered}`}
          name="role"
          defaultValue={typed.role ?? role}
          aria-label={`Role of ${name}`}
          className="w-auto"
        >
          {roles.map((value) => (
            <option key={value} value={value}>
              {roleName[value]}
            </option>
          ))}
        </Select>
        <SubmitButton variant="secondary" aria-label={`Change role: ${name}`}>
          Change role
        </SubmitButton>
      </div>
      <div role="alert" className="w-0 min-w-full">
        <FieldError message={refusal?.message} quiet={wasLeft(refusal)} />
      </div>
      <p role="status" className="text-[0.8125rem] text-ink-2 empty:hidden">
        {answered > 0 && !refusal ? `Saved: ${roleName[role]}.` : ''}
      </p>
    </form>
  )
}
