'use client'
import type { RefObject } from 'react'
import Webcam from 'react-webcam'
import { type CapturePreset, presetNumbers } from '@/lib/domain/capture-preset'
import { LIVENESS_FRAMES } from '@/lib/domain/frame'
import { useManner } from './capture-manner'
import type { CaptureState } from './capture-state'
import { ovalLook, wayTo } from './hint-look'
import { Oval } from './oval'
import type { Said } from './said'

type ViewfinderProps = {
  state: CaptureState
  webcam: RefObject<Webcam | null>
  constraints: MediaTrackConstraints | boolean
  mirrored: boolean
  preset: CapturePreset
  said: Said
  /** The picture is too dark: the veil round the face gives light. */
  lit: boolean
  onOpened: (stream: MediaStream) => void
  /** The first picture is there, with a size: only now may the shutter be pressed. */
  onReady: () => void
  onRefused: (thrown: unknown) => void
}

/** The live picture behind the oval. Unmounting it stops every track: the camera's light goes out. */
export function Viewfinder(props: ViewfinderProps) {
  const { state, webcam, constraints, mirrored, preset, said, lit, onOpened, onReady, onRefused } = props
  const words = useManner().words.live
  const taken = state.step === 'shooting' ? state.taken : 0
  return (
    <>
      <Webcam
        key={`stream ${state.camera.run}`}
        ref={webcam}
        audio={false}
        disablePictureInPicture
        videoConstraints={constraints}
        onUserMedia={onOpened}
        onUserMediaError={onRefused}
        onLoadedData={(event) => (event.currentTarget.videoWidth > 0 ? onReady() : undefined)}
        aria-label={words.video}
        className={`absolute inset-0 size-full object-cover ${mirrored ? '-scale-x-100' : ''}`}
      />
      <Oval
        size={presetNumbers[preset].oval}
        look={ovalLook(said)}
        way={wayTo(said, mirrored)}
        progress={taken / LIVENESS_FRAMES}
        lit={lit}
      />
      {state.step === 'counting' ? (
        <p
          key={`count ${state.left}`}
          aria-hidden
          className="num absolute inset-0 grid place-items-center text-8xl font-semibold text-white drop-shadow-lg"
        >
          {words.counts[state.left - 1]}
        </p>
      ) : null}
      {state.step === 'starting' ? (
        <p className="absolute inset-0 grid place-items-center px-[26%] text-center text-white">{words.waiting}</p>
      ) : null}
    </>
  )
}
