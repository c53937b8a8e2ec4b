import { X } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button'
import { auditActions } from '@/lib/domain/audit-action'
import { type AuditFilter, auditHref } from '@/lib/domain/audit-filter'
import { auditActionName } from '@/lib/domain/audit-words'

type AuditFiltersProps = { filter: AuditFilter; people: readonly { id: string; name: string; email: string }[] }

/** Narrows the log by what was done, by whom and on which day. Works before its script has loaded. */
export function AuditFilters({ filter, people }: AuditFiltersProps) {
  const { action, by, day } = filter
  return (
    <Form
      action="/settings/audit"
      prefetch={false}
      role="search"
      aria-label="Narrow the log"
      // Anew with each filter: what a browser kept in the controls is not what is shown.
      key={auditHref({ action, by, day })}
      className="mb-3.5 grid items-end gap-3 min-[23.75rem]:grid-cols-2 desk:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_10.5rem_auto]"
    >
      <Field label="What was done" className="min-[23.75rem]:col-span-2 desk:col-span-1">
        {(wired) => (
          <Select {...wired} name="action" defaultValue={action ?? ''}>
            <option value="">Anything</option>
            {auditActions.map((each) => (
              <option key={each} value={each}>
                {auditActionName(each)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="By whom">
        {(wired) => (
          <Select {...wired} name="by" defaultValue={by ?? ''}>
            <option value="">Anybody</option>
            {by && !people.some(({ id }) => id === by) ? <option value={by}>Somebody unknown</option> : null}
            {people.map(({ id, name, email }) => (
              <option key={id} value={id}>
                {name} ({email})
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="On the day">
        {(wired) => <Input {...wired} type="date" name="day" min="2000-01-01" defaultValue={day ?? ''} />}
      </Field>
      <div className="flex min-[23.75rem]:col-span-2 items-center gap-2 desk:col-span-1">
        <SubmitButton variant="secondary">Show</SubmitButton>
        {action || by || day ? (
          <Link
            href="/settings/audit"
            prefetch={false}
            className="flex min-h-11 items-center gap-1 px-1.5 text-[0.8125rem] font-medium text-ink-2 hover:text-ink desk:min-h-9"
          >
            <X aria-hidden className="size-3.5" /> Clear
          </Link>
        ) : null}
      </div>
    </Form>
  )
}
