'use client'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import { RefusalNote } from '@/components/ui/refusal-note'
import { useRefresh } from '@/components/ui/use-refresh'
import { draftMinutes, type ExpiryUnit, expiryUnitNames } from '@/lib/domain/link-form-draft'
import type { Refusal } from '@/lib/domain/outcome'
import type { LinkActions, MenuLink } from './link-menu'
import { lost } from './lost'

/** Asks by how much a link's time is made longer. */
export function ExtendDialog({
  link,
  extend,
  open,
  close,
}: {
  link: MenuLink
  extend: LinkActions['extend']
  open: boolean
  close: () => void
}) {
  const [refresh] = useRefresh()
  const [amount, setAmount] = useState('24')
  const [unit, setUnit] = useState<ExpiryUnit>('hours')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [pending, startTransition] = useTransition()
  const leave = () => {
    setRefusal(null)
    close()
  }
  const go = () =>
    startTransition(async () => {
      const expiryMinutes = draftMinutes({ expiryAmount: amount, expiryUnit: unit })
      const outcome = await extend({ linkId: link.id, expiryMinutes }).catch(() => lost)
      if (!outcome.ok) return setRefusal(outcome)
      leave()
      refresh()
    })
  return (
    <Dialog
      // Also when it was closed before the answer came: what was refused has to be read.
      open={open || refusal !== null}
      onOpenChange={leave}
      title="Extend this link?"
      description="The link the person has goes on working for longer, counted from its present end, or from now if that is past."
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!pending) go()
        }}
      >
        <p className="text-ink-2">
          For <bdi className="font-bold text-ink">{link.title}</bdi>
        </p>
        <Field label="By" error={refusal?.fields?.expiryMinutes} description="At most 30 days from now in all.">
          {(wired) => (
            <div className="flex gap-2">
              <Input
                {...wired}
                inputMode="numeric"
                className="num min-w-0"
                maxLength={5}
                value={amount}
                onChange={(event) => setAmount(event.currentTarget.value)}
              />
              <div className="w-32 shrink-0">
                <Select
                  aria-label="Unit of time"
                  value={unit}
                  onChange={(event) =>
                    setUnit(expiryUnitNames.find((name) => name === event.currentTarget.value) ?? unit)
                  }
                >
                  {expiryUnitNames.map((name) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
                </Select>
              </div>
            </div>
          )}
        </Field>
        <RefusalNote refusal={refusal} />
        <div className="flex flex-col-reverse gap-2 desk:flex-row desk:justify-end">
          <Button variant="quiet" onClick={leave}>
            Keep as it is
          </Button>
          <Button type="submit" variant="primary" pending={pending}>
            Extend
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
