import { Door } from '@/components/operators/door'
import { LinkButton } from '@/components/ui/button'

export default function Forbidden() {
  return (
    <Door
      title="Not for your role"
      below="You are signed in, but this page is for another role. If you need it, ask an administrator to change yours."
    >
      <LinkButton href="/">Go to the overview</LinkButton>
    </Door>
  )
}
