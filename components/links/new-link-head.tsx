import { FileSpreadsheet } from 'lucide-react'
import Link from 'next/link'
import { LinkButton } from '@/components/ui/button'
import { PageHead } from '@/components/ui/page-head'

/** The head of the page while no link is made yet. */
export function NewLinkHead() {
  return (
    <PageHead
      above={<Link href="/links">Links</Link>}
      title="New link"
      below="A page of their own, on which a person takes their selfie."
      actions={
        <LinkButton href="/links/import">
          <FileSpreadsheet aria-hidden /> Import people
        </LinkButton>
      }
    />
  )
}
