'use client'
import { useEffect, useState } from 'react'
import { type Camera, facesViewer, isVirtual, rememberCamera, rememberedCamera, usableCameras } from './cameras'
import { cameraFact } from './device-facts'
import { journal } from './journal'
import { watchCameras } from './watch-cameras'

/** The cameras there are, the one in use, and whether its preview is a mirror. */
export function useCamera() {
  const [cameras, setCameras] = useState<readonly Camera[]>([])
  const [inUse, setInUse] = useState<{ id: string | null; mirrored: boolean }>({ id: null, mirrored: false })
  const [wanted, setWanted] = useState<string | null>(null)

  // Plugged in or out while the picture is live: the list is the present one.
  const listed = cameras.length > 0
  useEffect(() => {
    if (listed) return watchCameras(navigator.mediaDevices, setCameras)
  }, [listed])

  return {
    cameras,
    inUse,
    /** The id to ask the browser for. */
    wanted,
    /** Recalls the camera used last time; the browser's storage is not there while the server renders. */
    recall() {
      setWanted((id) => id ?? rememberedCamera())
    },
    /** The browser's own choice from now on. */
    forget() {
      rememberCamera(null)
      setWanted(null)
    },
    choose(id: string) {
      rememberCamera(id || null)
      setWanted(id || null)
    },
    /** Labels are empty before permission, so the list is made now. */
    async opened(stream: MediaStream) {
      const track = stream.getVideoTracks()[0]
      const { deviceId = null, facingMode } = track?.getSettings() ?? {}
      if (track) journal.fact('camera', cameraFact(track.getSettings(), isVirtual(track.label)))
      setInUse({ id: deviceId, mirrored: facesViewer({ facingMode, label: track?.label ?? '' }) })
      setCameras(usableCameras(await navigator.mediaDevices.enumerateDevices()))
    },
  }
}
