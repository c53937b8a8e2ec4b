import { Lock } from 'lucide-react'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHead } from '@/components/ui/page-head'

export default function Forbidden() {
  return (
    <>
      <PageHead title="Not for your role" />
      <Card>
        <EmptyState
          icon={<Lock aria-hidden />}
          title="This page is for another role"
          action={<LinkButton href="/">Go to the overview</LinkButton>}
        >
          If you need it, ask an administrator to change your role.
        </EmptyState>
      </Card>
    </>
  )
}
