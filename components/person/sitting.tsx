'use client'
import { useCallback, useMemo, useState } from 'react'
import { Capture } from '@/components/capture/capture'
import type { CaptureWords } from '@/components/capture/capture-manner'
import type { CaptureStep } from '@/components/capture/capture-state'
import { SITTING } from '@/components/capture/kept-sitting'
import type { CameraNews } from '@/components/capture/use-news'
import { useForget, useVault } from '@/components/kept/use-vault'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { leaveFocus } from '@/components/ui/leave-focus'
import type { CaptureDetails } from '@/lib/domain/capture-details'
import type { Captured } from '@/lib/domain/guidance'
import { Phone, type PhoneWords } from './phone'
import { type SendWords, visitDoor } from './send-frame'
import { useRest } from './use-rest'
import { useSubmit } from './use-submit'

export type SittingWords = {
  capture: CaptureWords
  send: SendWords
  phone: PhoneWords
  submitting: string
  submitFailed: string
  sendAgain: string
  takeAgain: string
  /** A pause; `text` has a gap for {time}. */
  rest: { title: string; text: string; locale: string }
}

/** The page's heading, by what the person is at. */
type SittingHeads = Record<'camera' | 'blocked' | 'review' | 'sending', React.ReactNode>

/** The person's sitting: camera, review, sending and submitting, with the pictures safe until they have arrived. */
export function Sitting({
  words,
  heads,
  keepSecret,
}: {
  words: SittingWords
  heads: SittingHeads
  keepSecret: string
}) {
  const vault = useVault('visit', keepSecret)
  const forgetSitting = useForget(vault, SITTING)
  const [captured, setCaptured] = useState<Captured | null>(null)
  const [sitting, setSitting] = useState(0)
  const [noCamera, setNoCamera] = useState(false)
  const [head, setHead] = useState<keyof SittingHeads>('camera')
  const { failed, again } = useSubmit(captured, words.send)
  const { until, rest } = useRest()
  const door = useMemo(() => visitDoor(words.send, rest), [words.send, rest])
  const manner = useMemo(
    () =>
      ({
        words: words.capture,
        large: true,
        heading: 'h2',
        preset: 'phone',
        isDesk: false,
        onDetails: sendDetails,
      }) as const,
    [words.capture],
  )

  const onCamera = useCallback((news: CameraNews) => {
    setNoCamera(news === 'missing' || news === 'insecure')
    report(news === 'ready' ? { step: 'camera_ready' } : { step: 'camera_blocked', problem: news })
  }, [])
  const onStep = useCallback((step: CaptureStep) => {
    setHead(headOf[step] ?? 'camera')
    if (step === 'review') report({ step: 'captured' })
  }, [])

  const takeAgain = () => {
    forgetSitting()
    setCaptured(null)
    setSitting((count) => count + 1)
  }
  const whenDone = failed ? (
    <Callout role="alert" tone="bad" title={words.submitFailed} className="text-start">
      <p>{failed.message}</p>
      <div className="mt-3 grid gap-3">
        {failed.again ? (
          <Button ref={leaveFocus} variant="primary" size="large" data-focus onClick={again}>
            {words.sendAgain}
          </Button>
        ) : null}
        <Button ref={leaveFocus} size="large" onClick={takeAgain}>
          {words.takeAgain}
        </Button>
      </div>
    </Callout>
  ) : (
    <p role="status" className="text-ink-2">
      {words.submitting}
    </p>
  )
  return (
    <>
      {/* What was sent back, or rests, is not on its way. */}
      {heads[until || (failed && !failed.again) ? 'review' : head]}
      {until ? <Resting words={words.rest} until={until} /> : null}
      <Capture
        key={sitting}
        door={door}
        vault={vault}
        onCapture={setCaptured}
        manner={manner}
        whenDone={whenDone}
        isResting={until !== null}
        onCamera={onCamera}
        onStep={onStep}
      />
      <Phone words={words.phone} needed={noCamera} />
    </>
  )
}

function Resting({ words: { title, text, locale }, until }: { words: SittingWords['rest']; until: Date }) {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(until)
  return (
    <Callout role="status" tone="warn" title={title}>
      {text.replace('{time}', time)}
    </Callout>
  )
}

const headOf: Partial<Record<CaptureStep, keyof SittingHeads>> = {
  blocked: 'blocked',
  review: 'review',
  sending: 'sending',
  // Nor is what could not be sent on its way.
  stalled: 'review',
  done: 'sending',
}

type Report = { step: 'camera_ready' | 'captured' } | { step: 'camera_blocked'; problem: Exclude<CameraNews, 'ready'> }

/** Sends the technical details the person has read. */
async function sendDetails(details: CaptureDetails): Promise<boolean> {
  return fetch('/e/visit/details', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(details),
  }).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** Tells those who help where it got stuck. Nobody waits for it, and nothing depends on it. */
function report(step: Report): void {
  fetch('/e/visit/step', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(step),
    keepalive: true,
  }).catch(() => {})
}
