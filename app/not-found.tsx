import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { Door } from '@/components/operators/door'
import { LinkButton } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Nothing here' }

/** Says the same about what never was and about what is not yours to see. */
export default async function NotFound() {
  // Reads the request, so that it is rendered for it: only then its scripts carry the response's nonce.
  await headers()
  return (
    <Door title="Nothing here" below="The address is wrong, or what was here is gone. Check the link you followed.">
      <LinkButton href="/">Go to the overview</LinkButton>
    </Door>
  )
}
