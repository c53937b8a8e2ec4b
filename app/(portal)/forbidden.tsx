import { Lock } from 'lucide-react'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'

export default function Forbidden() {
  return (
    <Card>
      <EmptyState
        isPage
        icon={<Lock aria-hidden />}
        title="Not for your role"
        action={<LinkButton href="/">Go to the overview</LinkButton>}
      >
        If you need this page, ask an administrator to change your role.
      </EmptyState>
    </Card>
  )
}
