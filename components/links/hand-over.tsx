'use client'
import { useState } from 'react'
import { CopyLink } from '@/components/ui/copy-link'
import { useHandOver } from '@/components/ui/use-hand-over'
import { relativeTime, shortTime } from '@/lib/domain/time'
import type { HandOver, MadeLink } from './made'
import { QrCard } from './qr-card'
import { ReadOut } from './read-out'
import { SendMail } from './send-mail'

/** The link, this once: to copy, scan, read out or send. */
export function HandOverLink({
  made,
  actions,
  codeAddress,
  narrow = false,
  sent = false,
}: {
  made: MadeLink
  actions: HandOver
  codeAddress: string
  /** In a dialog: one column. */
  narrow?: boolean
  /** A mail with it is on its way already. */
  sent?: boolean
}) {
  // A code to read out does not count: in a quarter of an hour nobody has the link any more.
  const handedOver = useHandOver(sent)
  // Made in this browser's own page a moment ago, so the browser's zone and clock are at hand.
  const [now] = useState(() => new Date())
  const ends = new Date(made.expiresAt)
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return (
    <div className="grid gap-6">
      <div className="grid gap-2">
        <CopyLink url={made.url} onCopied={handedOver} />
        <p className="text-[0.8125rem] text-ink-2">
          Good until {shortTime(ends, timeZone, now)}, {relativeTime(ends, now)}. Whoever has this link can open the
          person’s page. Kioo keeps only its fingerprint: once you leave this page, nobody can show it again. A new one
          can always be made.
        </p>
      </div>
      <div className={`grid gap-x-8 gap-y-6 ${narrow ? '' : 'sm:grid-cols-[auto_minmax(0,1fr)]'}`}>
        <QrCard picture={made.qr} title={made.title} onSaved={handedOver} />
        <div className="grid content-start gap-6">
          <section className="grid gap-2">
            <h3>Send it by e-mail</h3>
            <SendMail made={made} sendByMail={actions.sendByMail} onSent={handedOver} />
          </section>
          <section className="grid gap-2">
            <h3>Read it out</h3>
            <ReadOut linkId={made.linkId} address={codeAddress} makeCode={actions.makeCode} />
          </section>
        </div>
      </div>
    </div>
  )
}
