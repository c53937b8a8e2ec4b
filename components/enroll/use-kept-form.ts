'use client'
import { useState } from 'react'
import { recallText, useKeptDraft } from '@/components/kept/use-kept-draft'
import { useForget } from '@/components/kept/use-vault'
import type { Vault } from '@/components/kept/vault'
import { enrollDraftSchema } from '@/lib/domain/enroll-draft-schema'
import type { EnrollDraft } from '@/lib/domain/enroll-form-draft'
import type { Environment } from '@/lib/domain/environment'
import { packDraft, unpackDraft } from '@/lib/domain/kept-draft'
import { isDevices, nextDraft } from './next-draft'

/** Names in the vault: the form being typed, and the settings of the one before. */
const FORM = 'form'
const BEFORE = 'before'

/** As long as an operator's longest session. */
const SHIFT_MS = 12 * 60 * 60 * 1_000

type Found = { draft: EnrollDraft; askPlace: boolean; why: 'reload' | 'next' }

/** Looks for a form that a reload interrupted, else, for the next person, for the one before; null: neither. */
async function look(vault: Vault, opened: EnrollDraft, next: boolean): Promise<Found | null> {
  const typed = await recallText(vault, FORM)
  const draft = typed && unpackDraft(enrollDraftSchema, typed, opened)
  if (draft) return { draft, askPlace: false, why: 'reload' }
  const before = next ? await recallText(vault, BEFORE) : null
  const settings = before && unpackDraft(enrollDraftSchema, before)
  if (!settings || settings.type !== opened.type) return null
  return { draft: nextDraft(settings), askPlace: isDevices(settings), why: 'next' }
}

type KeptForm = {
  opened: EnrollDraft
  next: boolean
  draft: EnrollDraft
  environments: readonly Environment[]
  onFound: (draft: EnrollDraft) => void
}

/** Keeps the form while it is typed, and the settings of the last form that was sent, for the next person. */
export function useKeptForm(vault: Vault | null | undefined, { opened, next, draft, environments, onFound }: KeptForm) {
  const [isSent, setIsSent] = useState(false)
  const forgetForm = useForget(vault, FORM)
  const { found, forget } = useKeptDraft(vault, {
    name: FORM,
    opened,
    draft: isSent ? opened : draft,
    environments,
    look: (vault) => look(vault, opened, next),
    onFound,
  })
  return {
    found,
    forget,
    /** The form was sent: only its settings stay. Nobody's name waits here for half a day. */
    async sent(draft: EnrollDraft): Promise<void> {
      setIsSent(true)
      const settings = { ...draft, userId: '', displayName: '', retryOf: null }
      await vault?.keep(BEFORE, [new Blob([packDraft({ first: settings, draft: settings })])], Date.now() + SHIFT_MS)
      await forgetForm()
    },
  }
}
