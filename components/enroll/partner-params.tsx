'use client'
import { Plus, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { randomUuid } from '@/components/ui/random'
import { PARTNER_PARAMS_MAX } from '@/lib/domain/enroll-form'
import type { PartProps } from './parts'

/** Names and values of one's own that come back with every result. The focus goes along with rows that come and go. */
export function PartnerParams({ draft, errors, change }: PartProps) {
  const rows = draft.partnerParams
  const whole = useRef<HTMLFieldSetElement>(null)
  /** The row that has just come, until it has the focus. */
  const added = useRef('')
  const edit = (id: string, changed: { key?: string; value?: string }) =>
    change({ partnerParams: rows.map((row) => (row.id === id ? { ...row, ...changed } : row)) })
  const add = () => {
    added.current = randomUuid()
    change({ partnerParams: [...rows, { id: added.current, key: '', value: '' }] })
  }
  const remove = (id: string) => {
    whole.current?.focus({ preventScroll: true })
    change({ partnerParams: rows.filter((row) => row.id !== id) })
  }
  return (
    <fieldset ref={whole} tabIndex={-1} className="grid gap-3">
      <legend className="mb-1 font-medium">Extra parameters</legend>
      <p className="text-[0.8125rem] text-ink-2">
        Optional. Smile ID sends them back with the result; do not put secrets here.
      </p>
      {rows.map(({ id, key, value }, at) => {
        const wrong = errors[`partnerParams.${at}.key`] ?? errors[`partnerParams.${at}.value`]
        return (
          <div key={id} className="grid gap-1.5">
            <div className="flex gap-2">
              <Input
                ref={(input) => {
                  if (!input || id !== added.current) return
                  added.current = ''
                  input.focus()
                }}
                aria-label={`Name of parameter ${at + 1}`}
                aria-invalid={errors[`partnerParams.${at}.key`] ? true : undefined}
                aria-describedby={wrong ? `${id}-wrong` : undefined}
                placeholder="name"
                className="id"
                autoCapitalize="none"
                value={key}
                onChange={(event) => edit(id, { key: event.currentTarget.value })}
              />
              <Input
                aria-label={`Value of parameter ${at + 1}`}
                aria-invalid={errors[`partnerParams.${at}.value`] ? true : undefined}
                aria-describedby={wrong ? `${id}-wrong` : undefined}
                placeholder="value"
                value={value}
                onChange={(event) => edit(id, { value: event.currentTarget.value })}
              />
              <Button variant="quiet" aria-label={`Remove parameter ${at + 1}`} onClick={() => remove(id)}>
                <Trash2 aria-hidden />
              </Button>
            </div>
            <FieldError id={`${id}-wrong`} message={wrong} />
          </div>
        )
      })}
      {rows.length < PARTNER_PARAMS_MAX ? (
        <Button className="justify-self-start" onClick={add}>
          <Plus aria-hidden /> Add a parameter
        </Button>
      ) : (
        <p className="text-[0.8125rem] text-ink-2">Ten are as many as a job may carry.</p>
      )}
    </fieldset>
  )
}
