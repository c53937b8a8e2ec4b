'use client'
import type { ActionDispatch, RefObject } from 'react'
import type Webcam from 'react-webcam'
import { CameraPicker } from './camera-picker'
import { useManner } from './capture-manner'
import type { CaptureEvent, CaptureState } from './capture-state'
import { videoConstraints } from './constraints'
import { Live } from './live'
import type { useCamera } from './use-camera'
import type { Shooting } from './use-shooting'
import type { useStream } from './use-stream'
import { Viewfinder } from './viewfinder'

type CameraOnProps = {
  state: CaptureState
  dispatch: ActionDispatch<[CaptureEvent]>
  webcam: RefObject<Webcam | null>
  camera: ReturnType<typeof useCamera>
  stream: ReturnType<typeof useStream>
  shooting: Shooting
}

/** What stands on the page while the camera is on: its picture with all that belongs to it, and which camera it is. */
export function CameraOn({ state, dispatch, webcam, camera, stream, shooting }: CameraOnProps) {
  const { preset } = useManner()
  return (
    <div className="grid gap-4">
      <Live state={state} dispatch={dispatch} shooting={shooting}>
        <Viewfinder
          state={state}
          webcam={webcam}
          constraints={videoConstraints(state.camera.rung, camera.wanted)}
          mirrored={camera.inUse.mirrored}
          preset={preset}
          said={shooting.said}
          lit={shooting.lit}
          onOpened={stream.opened}
          onReady={stream.shown}
          onRefused={stream.refused}
        />
      </Live>
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
  )
}
