import { Wipe } from '@/components/kept/wipe'
import { Message } from '@/components/person/message'
import { Receipt } from '@/components/person/receipt'
import { wordsIn } from '@/components/person/words'
import { env } from '@/lib/server/env'
import { askerNow, languageFor, Person, receiptOf } from '../../person'

/** What somebody agreed to, for as long as they keep its address. Opening it changes nothing. */
export default async function ReceiptPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const agreed = await receiptOf(token)
  const words = wordsIn(await languageFor(agreed?.language ?? null))
  const path = `/e/receipt/${token}`
  if (!agreed)
    return (
      <Person words={words} back="/e">
        <Message sign="ask" title={words.t('receipt.unknownTitle')} text={words.t('receipt.unknown')} />
      </Person>
    )
  const asker = await askerNow()
  return (
    <Person words={words} back={path}>
      {agreed.withdrawnAt ? <Wipe side="visit" /> : null}
      <Receipt
        words={words}
        asker={asker}
        agreed={agreed}
        days={asker.retentionDays}
        token={token}
        address={`${env().KIOO_URL}${path}`}
      />
    </Person>
  )
}
