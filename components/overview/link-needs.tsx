import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'

/** What people said on the pages of their links and nobody has seen to yet; nothing when there is nothing. */
export function LinkNeeds({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <Callout
      tone="warn"
      className="mb-5"
      title={count === 1 ? 'One answer from a link needs you' : `${count} answers from links need you`}
      action={
        <Link href="/links" className={buttonClass({})}>
          See them
        </Link>
      }
    >
      A new link asked for, a “no”, or a withdrawal.
    </Callout>
  )
}
