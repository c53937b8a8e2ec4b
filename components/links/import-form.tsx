'use client'
import { FileSpreadsheet } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import type { Environment } from '@/lib/domain/environment'
import { fileChanged, fileRefusal } from '@/lib/domain/import-file'
import { draftMinutes, type LinkDraft, typedWhole } from '@/lib/domain/link-form-draft'
import { importAgainHref } from '@/lib/domain/link-prefill'
import type { Refusal } from '@/lib/domain/outcome'
import { importAnswer } from './import-answer'
import { LinkFormFrame } from './link-form-frame'

/** A file of people, and what their links have in common. Checking it makes nothing yet. */
export function ImportForm({
  first,
  environments,
  contact,
}: {
  first: LinkDraft
  environments: readonly Environment[]
  contact: string
}) {
  const [draft, setDraft] = useState(first)
  const [file, setFile] = useState<File | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [pending, setPending] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const errors: Record<string, string> = refusal?.fields ?? {}

  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [refusal])

  const change = (changed: Partial<LinkDraft>) => {
    setDraft((draft) => ({ ...draft, ...changed }))
    setRefusal(null)
  }
  const part = { draft, errors, change }

  const check = async () => {
    if (pending) return
    const unfit = fileRefusal(file)
    if (unfit || !file) return setRefusal(unfit)
    setPending(true)
    // Sent as it was read: one that cannot be read any more would look like a portal that cannot be reached.
    const bytes = await file.arrayBuffer().catch(() => null)
    if (!bytes) {
      // Emptied, since browsers say nothing when the file that stands there is chosen again.
      const field = form.current?.querySelector<HTMLInputElement>('input[type=file]')
      if (field) field.value = ''
      setFile(null)
      setPending(false)
      return setRefusal(fileChanged)
    }
    const body = new FormData()
    body.set('file', new Blob([bytes]), file.name)
    body.set('options', JSON.stringify(importOptions(draft)))
    const answer = await importAnswer(fetch('/api/link-imports', { method: 'POST', body }))
    if (answer.ok) return show(answer.importId)
    setPending(false)
    setRefusal(answer)
  }

  return (
    <LinkFormFrame
      form={form}
      part={part}
      contact={contact}
      environments={environments}
      refusal={refusal}
      pending={pending}
      send={() => void check()}
      mayReEnroll
      labelHelp="Optional. One word for all of them, to find them again."
      button={
        <>
          <FileSpreadsheet aria-hidden /> Check the file
        </>
      }
      note="Nothing is made yet: you see every row first."
      className="max-w-3xl"
    >
      <Card title="The file">
        <Field
          label="CSV file"
          required
          error={errors.file}
          description="The first line names the columns: user id, and if you have them name and e-mail, in any order. Up to 2,000 people and 1 MB; commas, semicolons or tabs."
        >
          {(wired) => (
            <input
              {...wired}
              type="file"
              accept=".csv,text/csv,text/plain"
              onChange={(event) => {
                setFile(event.currentTarget.files?.[0] ?? null)
                setRefusal(null)
              }}
              className="w-full rounded-control border border-edge bg-surface p-1.5 text-base file:mr-3 file:h-9 file:rounded-[5px] file:border-0 file:bg-sunken file:px-3 file:font-medium file:text-ink desk:text-sm desk:file:h-7"
            />
          )}
        </Field>
      </Card>
    </LinkFormFrame>
  )
}

/** Goes to the checked file. By loading it whole: whoever comes back asks the server, which knows what was typed. */
function show(importId: string): void {
  window.history.replaceState(null, '', importAgainHref(importId))
  window.location.assign(`/links/import/${importId}`)
}

/** The draft without the person, as the server wants it. */
function importOptions(draft: LinkDraft) {
  const { environment, label, allowReEnroll, reason, redirectUrl, contact } = draft
  return {
    environment,
    label,
    allowReEnroll,
    reason: allowReEnroll ? reason : null,
    redirectUrl: redirectUrl.trim() || null,
    contact,
    language: draft.language || null,
    expiryMinutes: draftMinutes(draft),
    maxUses: typedWhole(draft.maxUses),
  }
}
