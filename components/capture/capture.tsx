'use client'
import { useEffect, useReducer, useRef } from 'react'
import type Webcam from 'react-webcam'
import { Button } from '@/components/ui/button'
import { CameraHelp } from './camera-help'
import { CameraPicker } from './camera-picker'
import { cameraProblem, problemBeforeAsking } from './camera-problem'
import { type CaptureManner, CaptureMannerProvider } from './capture-manner'
import { type CaptureStep, cameraIsOn, captureReducer, initialCapture } from './capture-state'
import { videoConstraints } from './constraints'
import { Primer } from './primer'
import { Review } from './review'
import type { SendFrame } from './send-frames'
import { spoken } from './spoken'
import { useBurst } from './use-burst'
import { useCamera } from './use-camera'
import { type CameraNews, useNews } from './use-news'
import { useSending } from './use-sending'
import { useStreamWatch } from './use-stream-watch'
import { Viewfinder } from './viewfinder'
import { watchStream } from './watch-stream'

/** Streams that may be lost in a row before we stop starting the camera again. */
const LOSSES_MAX = 3

type CaptureProps = {
  send: SendFrame
  /** The capture's id once every frame has arrived; null while there is none. */
  onCapture: (captureId: string | null) => void
  manner: CaptureManner
  /** What to show once every frame has arrived, instead of saying so. */
  whenDone?: React.ReactNode
  /** How the camera fares, for those who help when it does not. */
  onCamera?: (news: CameraNews) => void
  /** How far the sitting is, for a page whose heading goes along. */
  onStep?: (step: CaptureStep) => void
}

/** One sitting at the camera: one selfie and seven liveness frames. It knows nothing of what they are for. */
export function Capture({ send, onCapture, manner, whenDone, onCamera, onStep }: CaptureProps) {
  const { words } = manner
  const [state, dispatch] = useReducer(captureReducer, initialCapture)
  const camera = useCamera()
  const webcam = useRef<Webcam>(null)
  const root = useRef<HTMLDivElement>(null)
  const unwatch = useRef(() => {})
  const losses = useRef(0)
  useStreamWatch(state, dispatch, webcam)
  useBurst(state, dispatch, webcam)
  useSending(state, dispatch, send, words.review.broken)
  useNews(state, onCamera)

  const { run, rung } = state.camera
  const on = cameraIsOn(state)
  useEffect(() => {
    if (!on) unwatch.current()
  }, [on])
  useEffect(() => () => unwatch.current(), [])

  const sitting = 'sitting' in state ? state.sitting : null
  useEffect(() => {
    if (!sitting) return
    losses.current = 0
    return () => URL.revokeObjectURL(sitting.selfieUrl)
  }, [sitting])
  const arrived = state.step === 'done' ? state.sitting.captureId : null
  useEffect(() => onCapture(arrived), [arrived, onCapture])

  // When a step takes away the button that had the focus, the next step's own button gets it.
  const { step } = state
  useEffect(() => onStep?.(step), [step, onStep])
  useEffect(() => {
    const lost = document.activeElement === document.body || root.current?.contains(document.activeElement)
    if (lost && step !== 'primer') root.current?.querySelector<HTMLElement>('[data-focus]')?.focus()
  }, [step])

  const start = () => {
    const problem = problemBeforeAsking()
    if (problem) return dispatch({ kind: 'refused', run, problem })
    camera.recall()
    dispatch({ kind: 'start' })
  }
  const opened = (stream: MediaStream) => {
    unwatch.current()
    unwatch.current = watchStream(stream, () => {
      losses.current += 1
      if (losses.current > LOSSES_MAX) dispatch({ kind: 'refused', run, problem: 'lost' })
      else dispatch({ kind: 'interrupted', run })
    })
    camera.opened(stream).catch(() => {})
  }

  const hint = state.step === 'live' || state.step === 'starting' ? state.hint : null
  const { ready, still } = words.live
  const shutter = state.step === 'counting' ? ready : state.step === 'shooting' ? still : words.live.shutter
  return (
    <CaptureMannerProvider value={manner}>
      <div ref={root}>
        {state.step === 'primer' ? <Primer onStart={start} /> : null}
        {state.step === 'blocked' ? <CameraHelp problem={state.problem} onRetry={start} /> : null}
        {on ? (
          <div className="grid gap-4">
            <div className="relative aspect-[4/5] max-h-[70dvh] w-full overflow-hidden rounded-[20px] bg-[#0c0f0e] desk:aspect-[4/3]">
              <Viewfinder
                state={state}
                webcam={webcam}
                constraints={videoConstraints(rung, camera.wanted)}
                mirrored={camera.inUse.mirrored}
                onOpened={opened}
                onReady={() => dispatch({ kind: 'opened', run })}
                onRefused={(thrown) => dispatch({ kind: 'refused', run, problem: cameraProblem(thrown) })}
              />
              {hint ? (
                <p className="absolute inset-x-3 bottom-3 rounded-xl bg-black/75 px-4 py-2.5 text-center text-white">
                  {words.hints[hint]}
                </p>
              ) : null}
            </div>
            <Button
              variant="primary"
              size="large"
              data-focus
              disabled={state.step !== 'live'}
              onClick={() => dispatch({ kind: 'shutter' })}
            >
              {shutter}
            </Button>
            <CameraPicker
              cameras={camera.cameras}
              chosen={camera.inUse.id}
              disabled={state.step !== 'live'}
              onChoose={(id) => {
                camera.choose(id)
                dispatch({ kind: 'start' })
              }}
            />
          </div>
        ) : null}
        {'sitting' in state ? (
          <Review state={state} whenDone={whenDone} onUse={() => dispatch({ kind: 'use' })} onRetake={start} />
        ) : null}
        <p role="status" aria-live="assertive" className="sr-only">
          {spoken(state, words)}
        </p>
      </div>
    </CaptureMannerProvider>
  )
}
