'use client'
import { useEffect, useReducer, useRef } from 'react'
import type Webcam from 'react-webcam'
import type { Vault } from '@/components/kept/vault'
import { CameraHelp } from './camera-help'
import { CameraOn } from './camera-on'
import { problemBeforeAsking } from './camera-problem'
import { type CaptureManner, CaptureMannerProvider } from './capture-manner'
import { cameraIsOn, captureReducer, initialCapture } from './capture-state'
import { Primer } from './primer'
import { Review } from './review'
import type { FrameDoor } from './send-frames'
import { spoken } from './spoken'
import { useCamera } from './use-camera'
import { useKept } from './use-kept'
import { type Listeners, useNews } from './use-news'
import { usePermission } from './use-permission'
import { useSending } from './use-sending'
import { useShooting } from './use-shooting'
import { useSpaced } from './use-spaced'
import { useStepFocus } from './use-step-focus'
import { useStream } from './use-stream'
import { useStreamWatch } from './use-stream-watch'

/** A screen reader is given at most one sentence in this time (milliseconds), so that it can end it. */
const SPOKEN_MS = 1_500

type CaptureProps = Listeners & {
  door: FrameDoor
  /** Where pictures wait that have not arrived; undefined while it is being opened, null: nowhere. */
  vault: Vault | null | undefined
  /** What the page was opened for: pictures kept for something else are not found again. */
  about?: string
  /** Whether the pictures at hand were taken before, and found again. */
  onResumed?: (resumed: boolean) => void
  manner: CaptureManner
  /** What to show once every frame has arrived, instead of saying so. */
  whenDone?: React.ReactNode
  /** The portal has asked for a pause in the sending. */
  isResting?: boolean
  /** Starts the camera by itself, once nothing was found to go on with. */
  atOnce?: boolean
}

/** One sitting at the camera: one selfie and seven liveness frames. It knows nothing of what they are for. */
export function Capture(props: CaptureProps) {
  const { door, vault, about = '', onResumed, manner, whenDone, isResting = false, atOnce = false } = props
  const { words } = manner
  const [state, dispatch] = useReducer(captureReducer, initialCapture)
  const camera = useCamera()
  const webcam = useRef<Webcam>(null)
  const root = useRef<HTMLDivElement>(null)
  useStreamWatch(state, dispatch, webcam)
  const permission = usePermission(state, () => start())
  const shooting = useShooting(state, dispatch, webcam, manner.preset, permission.asking)
  useSending(state, dispatch, door, words.review.broken)
  const looked = useKept(state, dispatch, vault, about, onResumed)
  useNews(state, props)

  const selfieUrl = 'sitting' in state ? state.sitting.selfieUrl : null
  useEffect(() => () => (selfieUrl ? URL.revokeObjectURL(selfieUrl) : undefined), [selfieUrl])
  useStepFocus(state.step, root)

  const start = () => {
    const problem = problemBeforeAsking()
    if (problem) return dispatch({ kind: 'refused', run: state.camera.run, problem })
    stream.forgive()
    permission.look()
    camera.recall()
    dispatch({ kind: 'start' })
  }
  const begin = useRef(start)
  useEffect(() => {
    if (atOnce && looked) begin.current()
  }, [atOnce, looked])
  const stream = useStream(state, dispatch, camera, permission)

  const heard = useSpaced(spoken(state, shooting.said, words), SPOKEN_MS)
  return (
    <CaptureMannerProvider value={manner}>
      <div ref={root}>
        {state.step === 'primer' ? <Primer onStart={start} /> : null}
        {state.step === 'blocked' ? <CameraHelp problem={state.problem} onRetry={start} /> : null}
        {cameraIsOn(state) ? <CameraOn {...{ state, dispatch, webcam, camera, stream, shooting }} /> : null}
        {'sitting' in state ? (
          <Review
            state={state}
            whenDone={whenDone}
            isResting={isResting}
            onUse={() => dispatch({ kind: 'use' })}
            onRetake={start}
          />
        ) : null}
        <p role="status" aria-live="polite" className="sr-only">
          {heard}
        </p>
      </div>
    </CaptureMannerProvider>
  )
}
