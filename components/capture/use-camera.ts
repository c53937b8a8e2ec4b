'use client'
import { useState } from 'react'
import { type Camera, facesViewer, rememberCamera, rememberedCamera, usableCameras } from './cameras'

/** The cameras there are, the one in use, and whether its preview is a mirror. */
export function useCamera() {
  const [cameras, setCameras] = useState<readonly Camera[]>([])
  const [inUse, setInUse] = useState<{ id: string | null; mirrored: boolean }>({ id: null, mirrored: false })
  const [wanted, setWanted] = useState<string | null>(null)

  return {
    cameras,
    inUse,
    /** The id to ask the browser for. */
    wanted,
    /** Recalls the camera used last time; the browser's storage is not there while the server renders. */
    recall() {
      setWanted((id) => id ?? rememberedCamera())
    },
    choose(id: string) {
      rememberCamera(id || null)
      setWanted(id || null)
    },
    /** Labels are empty before permission, so the list is made now. */
    async opened(stream: MediaStream) {
      const track = stream.getVideoTracks()[0]
      const { deviceId = null, facingMode } = track?.getSettings() ?? {}
      setInUse({ id: deviceId, mirrored: facesViewer({ facingMode, label: track?.label ?? '' }) })
      setCameras(usableCameras(await navigator.mediaDevices.enumerateDevices()))
    },
  }
}
