import { ExternalLink } from 'lucide-react'
import { buttonClass } from '@/components/ui/button'
import { androidIntent, apps, type InAppBrowser } from '@/lib/domain/in-app-browser'
import { CopyAddress } from './copy-address'
import type { Words } from './words'

const steps = {
  ios: ['inApp.iosMenu', 'inApp.iosOpen'],
  android: ['inApp.androidMenu', 'inApp.androidOpen'],
  other: ['inApp.otherMenu', 'inApp.otherOpen'],
} as const

/** Told before the camera fails: this is an app's own browser, and how to get to a real one. */
export function InAppNote({ words: { t }, inApp, address }: { words: Words; inApp: InAppBrowser; address: string }) {
  const app = apps[inApp.app]
  return (
    <section className="grid gap-3 rounded-card border border-warn/40 bg-warn-soft px-4 py-4">
      <h2 className="text-base">{app ? t('inApp.title', { app }) : t('inApp.titleOther')}</h2>
      <p>{t('inApp.text')}</p>
      <ol className="grid list-decimal gap-1 ps-5">
        {steps[inApp.system].map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ol>
      {inApp.system === 'android' ? (
        <a href={androidIntent(address)} className={buttonClass({ variant: 'primary', size: 'large' })}>
          <ExternalLink aria-hidden /> {t('inApp.chrome')}
        </a>
      ) : null}
      <p className="text-sm">{t('inApp.address')}</p>
      <CopyAddress address={address} copy={t('inApp.copy')} copied={t('inApp.copied')} />
    </section>
  )
}
