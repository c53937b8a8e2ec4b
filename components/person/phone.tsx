'use client'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { QrCode } from '@/components/ui/qr-code'
import type { QrPicture } from '@/lib/domain/qr'

export type PhoneWords = {
  title: string
  offer: string
  show: string
  scan: string
  alt: string
  valid: string
  waiting: string
  again: string
  failed: string
}

type Code = { code: string; picture: QrPicture }

/** By hand: zod would weigh a fifth of all the script that may be loaded before the camera is live. */
function isCode(answer: unknown): answer is Code {
  if (!answer || typeof answer !== 'object' || !('code' in answer) || !('picture' in answer)) return false
  const { code, picture } = answer
  if (typeof code !== 'string' || !picture || typeof picture !== 'object') return false
  return 'size' in picture && typeof picture.size === 'number' && 'path' in picture && typeof picture.path === 'string'
}

/** A desktop, by its pointer, on which no camera can be seen. Asking for the list asks for no permission. */
async function seesNoCamera(): Promise<boolean> {
  if (window.matchMedia('(pointer: coarse)').matches) return false
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? []
  return !devices.some(({ kind }) => kind === 'videoinput')
}

/** The way on by phone, for a computer without a camera: a code that is good once, and this page follows. */
export function Phone({ words, needed = false }: { words: PhoneWords; needed?: boolean }) {
  const [offered, setOffered] = useState(false)
  const [code, setCode] = useState<Code | null>(null)
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle')
  useEffect(() => {
    seesNoCamera().then(setOffered, () => {})
  }, [])
  if (!offered && !needed) return null

  // Where it is only offered, the page has something else to do first.
  const look = code ? 'quiet' : needed ? 'primary' : 'secondary'
  const ask = async () => {
    setState('asking')
    const answer: unknown = await fetch('/e/visit/phone', { method: 'POST' })
      .then((response) => (response.ok ? response.json() : null))
      .catch(() => null)
    setCode(isCode(answer) ? answer : null)
    setState(isCode(answer) ? 'idle' : 'failed')
  }
  return (
    <section className="grid gap-4 rounded-card border border-line bg-surface px-5 py-5">
      <div>
        <h2 className="text-lg">{words.title}</h2>
        <p className="mt-1 text-ink-2">{code ? words.scan : words.offer}</p>
      </div>
      {code ? (
        <>
          <QrCode picture={code.picture} label={words.alt} className="size-56 justify-self-center" />
          <p dir="ltr" className="num text-center font-mono text-2xl font-semibold tracking-[0.12em]">
            {code.code}
          </p>
          <p className="text-center text-sm text-ink-2">{words.valid}</p>
          <p role="status" className="text-center font-medium">
            {words.waiting}
          </p>
        </>
      ) : null}
      {state === 'failed' ? (
        <p role="alert" className="text-bad">
          {words.failed}
        </p>
      ) : null}
      <Button variant={look} size="large" pending={state === 'asking'} onClick={() => void ask()}>
        {code ? words.again : words.show}
      </Button>
    </section>
  )
}
