import type { Metadata } from 'next'
import Link from 'next/link'
import { previewWords } from '@/components/links/preview-words'
import { NAME_PLACE } from '@/components/organisation/name-place'
import { OrganisationSettings } from '@/components/organisation/organisation-settings'
import { PageHead } from '@/components/ui/page-head'
import { pageActor } from '@/lib/server/auth'
import { readOrganisation } from '@/lib/server/organisation'
import { saveLogoAction, saveOrganisationAction } from './actions'

export const metadata: Metadata = { title: 'Organisation' }

export default async function Organisation() {
  await pageActor('organisation.manage', '/settings/organisation')
  const { name, privacyUrl, contact, retentionDays, logoUrl } = await readOrganisation()
  return (
    <>
      <PageHead
        above={<Link href="/settings">Settings</Link>}
        title="Organisation"
        below="Who asks people for their selfie. It stands on every hosted page, in every mail, and on receipts."
      />
      <OrganisationSettings
        kept={{ name, contact, privacyUrl: privacyUrl ?? '', retentionDays: String(retentionDays) }}
        logoUrl={logoUrl}
        words={previewWords(NAME_PLACE, retentionDays)}
        save={saveOrganisationAction}
        saveLogo={saveLogoAction}
      />
    </>
  )
}
