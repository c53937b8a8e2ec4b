'use client'
import { useEffect, useState } from 'react'
import type { Camera } from './cameras'

const SMALL = { width: { ideal: 320 }, height: { ideal: 240 }, frameRate: { ideal: 10 } }

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

/**
 * What each camera sees, while `open`: all their streams are stopped when it is not, whatever happens meanwhile. The
 * camera in use is opened a second time, which browsers share; one that cannot be opened has no picture, only a name.
 */
export function useThumbnails(cameras: readonly Camera[], open: boolean): ReadonlyMap<string, MediaStream> {
  const [streams, setStreams] = useState<ReadonlyMap<string, MediaStream>>(new Map())
  const ids = cameras.map(({ id }) => id).join('\n')
  useEffect(() => {
    if (!open || !ids) return
    let over = false
    const given: MediaStream[] = []
    const ask = async (id: string) => {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { deviceId: { exact: id }, ...SMALL } })
      if (over) return stop(stream)
      given.push(stream)
      setStreams((known) => new Map(known).set(id, stream))
    }
    for (const id of ids.split('\n')) ask(id).catch(() => {})
    return () => {
      over = true
      given.forEach(stop)
      setStreams(new Map())
    }
  }, [ids, open])
  return streams
}
