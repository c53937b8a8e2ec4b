'use client'
import { useState } from 'react'
import { PhonePreview, type PreviewWords } from '@/components/links/phone-preview'
import { PreviewBeside, PreviewFold } from '@/components/links/preview-place'
import { Card } from '@/components/ui/card'
import type { FormState } from '@/lib/domain/form-state'
import type { Language } from '@/lib/domain/language'
import { organisationName } from '@/lib/domain/organisation-name'
import { LogoForm } from './logo-form'
import { NAME_PLACE } from './name-place'
import { type OrganisationAction, type OrganisationFields, OrganisationForm } from './organisation-form'

/** The form on one side, the person's first page on the other, changing as one types. */
export function OrganisationSettings({
  kept,
  logoUrl,
  words,
  save,
  saveLogo,
}: {
  kept: OrganisationFields
  logoUrl: string | null
  /** With NAME_PLACE where the organisation's name goes. */
  words: Record<Language, PreviewWords>
  save: OrganisationAction
  saveLogo: (state: FormState, form: FormData) => Promise<FormState>
}) {
  const [typed, setTyped] = useState(kept)
  const name = organisationName(typed.name)
  const privacyUrl = typed.privacyUrl.trim() || null
  const preview = (
    <PhonePreview
      words={{ ...words, en: named(words.en, name) }}
      asker={{ name, logo: logoUrl, privacyUrl }}
      language="en"
      whom="W••• K•••"
      minutes={24 * 60}
      contact={typed.contact.trim()}
      isTest={false}
    />
  )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 desk:grid-cols-[minmax(0,1fr)_320px]">
      <div className="grid gap-5">
        <Card title="What people see">
          <OrganisationForm
            action={save}
            kept={kept}
            onType={(fields) => setTyped((last) => ({ ...last, ...fields }))}
            preview={<PreviewFold>{preview}</PreviewFold>}
          />
        </Card>
        <Card title="Logo">
          <LogoForm action={saveLogo} logoUrl={logoUrl} />
        </Card>
      </div>
      <PreviewBeside>{preview}</PreviewBeside>
    </div>
  )
}

function named(words: PreviewWords, name: string): PreviewWords {
  const put = (text: string) => text.replaceAll(NAME_PLACE, name)
  return {
    ...words,
    title: put(words.title),
    privacy: put(words.privacy),
    facts: words.facts.map((fact) => ({ name: fact.name, value: put(fact.value) })),
  }
}
