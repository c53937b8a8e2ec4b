'use client'
import { recallText, useKeptDraft } from '@/components/kept/use-kept-draft'
import { useVault } from '@/components/kept/use-vault'
import type { Vault } from '@/components/kept/vault'
import type { Environment } from '@/lib/domain/environment'
import { unpackDraft } from '@/lib/domain/kept-draft'
import { linkDraftSchema } from '@/lib/domain/link-draft-schema'
import type { LinkDraft } from '@/lib/domain/link-form-draft'

const FORM = 'form'

async function look(vault: Vault, opened: LinkDraft) {
  const typed = await recallText(vault, FORM)
  const draft = typed && unpackDraft(linkDraftSchema, typed, opened)
  return draft ? { draft } : null
}

type KeptLink = {
  opened: LinkDraft
  draft: LinkDraft
  environments: readonly Environment[]
  onFound: (draft: LinkDraft) => void
}

/** Keeps the form of a link while it is typed, and finds it after a reload. */
export function useKeptLink(keepSecret: string, { opened, ...props }: KeptLink) {
  const vault = useVault('links', keepSecret)
  return useKeptDraft(vault, { ...props, name: FORM, opened, look: (vault) => look(vault, opened) })
}
