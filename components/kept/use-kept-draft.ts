'use client'
import { useEffect, useRef, useState } from 'react'
import type { Environment } from '@/lib/domain/environment'
import { packDraft } from '@/lib/domain/kept-draft'
import { useForget } from './use-vault'
import { PICTURES_KEPT_MS, type Vault } from './vault'

const TYPING_PAUSE_MS = 250

type KeptDraft<Draft, Found> = {
  /** Its name in the vault. */
  name: string
  opened: Draft
  /** What is typed; as opened: nothing is, and nothing is kept. */
  draft: Draft
  environments: readonly Environment[]
  /** Looks for what a page before this one kept; null: nothing. */
  look: (vault: Vault) => Promise<Found | null>
  onFound: (draft: Draft) => void
}

/** Keeps a form in the browser while it is typed, sealed as the pictures are, and finds it after a reload. */
export function useKeptDraft<Draft extends { environment: Environment }, Found extends { draft: Draft }>(
  vault: Vault | null | undefined,
  props: KeptDraft<Draft, Found>,
) {
  const { name, opened, draft } = props
  const [found, setFound] = useState<Found | null>(null)
  const forget = useForget(vault, name)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })

  useEffect(() => {
    if (!vault) return
    let stale = false
    latest.current.look(vault).then((found) => {
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

  const typed = draft === opened ? null : packDraft({ first: opened, draft })
  const keepSoon = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (!vault || typed === null) return
    keepSoon.current = setTimeout(
      () => vault.keep(name, [new Blob([typed])], Date.now() + PICTURES_KEPT_MS),
      TYPING_PAUSE_MS,
    )
    return () => clearTimeout(keepSoon.current)
  }, [vault, name, typed])

  return {
    found,
    forget(): void {
      // What was typed a moment ago would be kept after it was forgotten, before the page is drawn anew.
      clearTimeout(keepSoon.current)
      setFound(null)
      forget()
    },
  }
}

/** The first part of what is kept under a name, as text; null: nothing is. */
export async function recallText(vault: Vault, name: string): Promise<string | null> {
  const kept = await vault.recall(name)
  return kept && new TextDecoder().decode(kept.parts[0])
}
