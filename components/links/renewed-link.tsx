import { Callout } from '@/components/ui/callout'
import { HandOverLink } from './hand-over'
import type { LinkActions } from './link-menu'
import type { Renewed } from './made'

type RenewedLinkProps = { renewed: Renewed; actions: LinkActions }

/** A new link in place of an old one, shown this once. */
export function RenewedLink({ renewed: { made, mail }, actions }: RenewedLinkProps) {
  return (
    <div className="grid gap-4">
      {mail ? <Reminded mail={mail} /> : null}
      <HandOverLink
        made={made}
        actions={actions.handOver}
        codeAddress={actions.codeAddress}
        narrow
        sent={mail !== null && mail !== 'failed' && mail.writtenTo === null}
      />
    </div>
  )
}

/** What became of the reminder's mail. */
function Reminded({ mail }: { mail: NonNullable<Renewed['mail']> }) {
  if (mail === 'failed')
    return (
      <Callout
        tone="bad"
        role="status"
        title="The mail could not be sent. The new link is made: hand it over another way."
      />
    )
  if (mail.writtenTo === null)
    return <Callout tone="ok" role="status" title="The reminder is handed to the mail server." />
  return (
    <Callout tone="warn" role="status" title="No mail server is set, so nothing was sent.">
      The mail was written to <span className="id">{mail.writtenTo}</span> on the portal’s machine.
    </Callout>
  )
}
