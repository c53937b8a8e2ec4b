import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { EarlyScript } from '@/components/early/early-script'
import { Replay } from '@/components/early/replay'
import { direction } from '@/lib/domain/language'
import { NONCE_HEADER } from '@/lib/server/content-policy'
import { documentLanguage } from './e/document-language'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Kioo', template: '%s · Kioo' },
  description: 'Enroll people with Smile ID and keep the whole history of how it went.',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf9f6' },
    { media: '(prefers-color-scheme: dark)', color: '#141716' },
  ],
}

export default async function Root({ children }: { children: React.ReactNode }) {
  const person = await documentLanguage()
  const nonce = (await headers()).get(NONCE_HEADER) ?? undefined
  return (
    <html lang={person ?? 'en'} dir={direction(person ?? 'en')} data-person={person ? '' : undefined}>
      <body>
        <EarlyScript nonce={nonce} />
        {children}
        <Replay />
      </body>
    </html>
  )
}
