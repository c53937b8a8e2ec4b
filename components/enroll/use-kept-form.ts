'use client'
import { useEffect, useRef, useState } from 'react'
import { PICTURES_KEPT_MS, type Vault } from '@/components/kept/vault'
import { packDraft, unpackDraft } from '@/lib/domain/enroll-draft-kept'
import type { EnrollDraft } from '@/lib/domain/enroll-form-draft'
import type { Environment } from '@/lib/domain/environment'
import { isDevices, nextDraft } from './next-draft'

/** Names in the vault: the form being typed, and the settings of the one before. */
const FORM = 'form'
const BEFORE = 'before'

const TYPING_PAUSE_MS = 250
/** As long as an operator's longest session. */
const SHIFT_MS = 12 * 60 * 60 * 1_000

export type Found = { draft: EnrollDraft; askPlace: boolean; why: 'reload' | 'next' }

const text = (part: ArrayBuffer | undefined) => new TextDecoder().decode(part)
const pack = (opened: EnrollDraft, draft: EnrollDraft) => [new Blob([packDraft({ first: opened, draft })])]

/** Looks for a form that a reload interrupted, else, for the next person, for the one before; null: neither. */
async function look(vault: Vault, opened: EnrollDraft, next: boolean): Promise<Found | null> {
  const typed = await vault.recall(FORM)
  const draft = typed && unpackDraft(text(typed.parts[0]), opened)
  if (draft) return { draft, askPlace: false, why: 'reload' }
  const before = next ? await vault.recall(BEFORE) : null
  const settings = before && unpackDraft(text(before.parts[0]))
  if (settings?.type !== opened.type) return null
  return { draft: nextDraft(settings), askPlace: isDevices(settings), why: 'next' }
}

type KeptForm = {
  opened: EnrollDraft
  next: boolean
  draft: EnrollDraft
  environments: readonly Environment[]
  onFound: (draft: EnrollDraft) => void
}

/**
 * Keeps the form in the browser while it is typed, sealed as the pictures are, and finds it after a reload; keeps the
 * settings of the last form that was sent, for the next person.
 */
export function useKeptForm(vault: Vault | null | undefined, props: KeptForm) {
  const { opened, draft } = props
  const [found, setFound] = useState<Found | null>(null)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })

  useEffect(() => {
    if (!vault) return
    let stale = false
    look(vault, opened, latest.current.next).then((found) => {
      const { draft, environments, onFound } = latest.current
      // What somebody has typed meanwhile is newer.
      if (!found || stale || draft !== opened || !environments.includes(found.draft.environment)) return
      setFound(found)
      onFound(found.draft)
    })
    return () => {
      stale = true
    }
  }, [vault, opened])

  const [isSent, setIsSent] = useState(false)
  const typed = isSent || draft === opened ? null : draft
  useEffect(() => {
    if (!vault || !typed) return
    const timer = setTimeout(
      () => vault.keep(FORM, pack(opened, typed), Date.now() + PICTURES_KEPT_MS),
      TYPING_PAUSE_MS,
    )
    return () => clearTimeout(timer)
  }, [vault, opened, typed])

  return {
    found,
    /** The form was sent: only its settings stay. Nobody's name waits here for half a day. */
    async sent(draft: EnrollDraft): Promise<void> {
      setIsSent(true)
      const settings = { ...draft, userId: '', displayName: '', retryOf: null }
      await vault?.keep(BEFORE, pack(settings, settings), Date.now() + SHIFT_MS)
      await vault?.forget(FORM)
    },
    forget(): void {
      setFound(null)
      vault?.forget(FORM)
    },
  }
}
