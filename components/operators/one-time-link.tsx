import { Callout } from '@/components/ui/callout'
import { CopyLink } from '@/components/ui/copy-link'
import { useHandOver } from '@/components/ui/use-hand-over'

/** A link that is shown this once, to be handed over by whoever made it. */
export function OneTimeLink({ link, email }: { link: string; email: string }) {
  const handedOver = useHandOver()
  return (
    <div className="grid gap-3">
      <Callout role="status" tone="ok" title={`Send this link to ${email} yourself.`}>
        It is good once and for a day, and Kioo cannot show it again.
      </Callout>
      <CopyLink url={link} onCopied={handedOver} />
    </div>
  )
}
