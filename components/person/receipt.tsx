import { languageName } from '@/lib/domain/language'
import { CopyAddress } from './copy-address'
import { Facts } from './facts'
import { Lead } from './frame'
import { Message } from './message'
import type { Asker } from './organisation'
import { Post } from './post'
import { Said } from './said'
import { Unfold } from './unfold'
import type { Words } from './words'

type Agreed = {
  at: Date
  textVersion: string
  language: keyof typeof languageName
  withdrawnAt: Date | null
  /** Whether there is nothing left to withdraw: everything about them is erased. */
  isErased: boolean
}

type ReceiptProps = { words: Words; asker: Asker; agreed: Agreed; days: number; token: string; address: string }

/** What was agreed to, when, in which words; and the way back, as easy as the way in. */
export function Receipt({ words, asker, agreed, days, token, address }: ReceiptProps) {
  const { t } = words
  const organisation = asker.name
  const { withdrawnAt, isErased } = agreed
  const rows = [
    { name: t('receipt.who'), value: <bdi>{organisation}</bdi> },
    { name: t('receipt.when'), value: <Said words={words} at={agreed.at} say={(gap) => gap} /> },
    { name: t('receipt.what'), value: t('receipt.whatText', { days }) },
    { name: t('receipt.language'), value: languageName[agreed.language] },
    { name: t('receipt.version'), value: <bdi>{agreed.textVersion}</bdi> },
  ]
  if (withdrawnAt)
    return (
      <Message
        sign="done"
        title={t('receipt.withdrawnTitle')}
        text={<Said words={words} at={withdrawnAt} say={(date) => t('receipt.withdrawn', { organisation, date })} />}
      >
        <Facts rows={rows} />
      </Message>
    )
  if (isErased)
    return (
      <Message sign="done" title={t('receipt.erasedTitle')} text={t('receipt.erased', { organisation })}>
        <Facts rows={rows} />
      </Message>
    )
  return (
    <>
      <Lead title={t('receipt.title')}>{t('receipt.text')}</Lead>
      <CopyAddress address={address} copy={t('receipt.copy')} copied={t('receipt.copied')} />
      <Facts rows={rows} />
      <Unfold title={t('receipt.withdraw')}>
        <p className="text-ink-2">{t('receipt.withdrawText', { organisation })}</p>
        <Post action="/e/withdraw" hidden={{ token }} button={t('receipt.confirm')} variant="danger" />
      </Unfold>
    </>
  )
}
