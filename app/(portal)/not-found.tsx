import { SearchX } from 'lucide-react'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'

/** Says the same about what never was and about what is not yours to see. */
export default function NotFound() {
  return (
    <>
      <PageHead title="Nothing here" />
      <Card>
        <EmptyState
          icon={<SearchX aria-hidden />}
          title="The address is wrong, or what was here is gone"
          action={<LinkButton href="/">Go to the overview</LinkButton>}
        >
          Check the address you followed, or look for it in the list it belongs to.
        </EmptyState>
      </Card>
    </>
  )
}
