import { Callout } from '@/components/ui/callout'
import { CopyText } from '@/components/ui/copy-text'

/** A link that is shown this once, to be handed over by whoever made it. */
export function OneTimeLink({ link, email }: { link: string; email: string }) {
  return (
    <div role="status">
      <Callout tone="ok" title={`Send this link to ${email} yourself.`}>
        <p>It is good once and for a day, and Kioo cannot show it again.</p>
        <CopyText text={link} what="the link" className="mt-2" />
      </Callout>
    </div>
  )
}
