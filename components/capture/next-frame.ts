/** A stream that brings nothing for this long is frozen. */
const FROZEN_MS = 2_000

/** Waits for the video's next real frame. False: none came. Rejects when the signal fires. */
export function nextFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let over = false
    const finish = (act: () => void) => {
      if (over) return
      over = true
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      act()
    }
    const stop = () => finish(() => reject(signal.reason))
    const timer = setTimeout(() => finish(() => resolve(false)), FROZEN_MS)
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop)

    if ('requestVideoFrameCallback' in video) {
      video.requestVideoFrameCallback(() => finish(() => resolve(true)))
      return
    }
    // Older Firefox: the clock of a live stream moves with its frames.
    const from = Reflect.get(video, 'currentTime')
    const look = () => {
      if (over) return
      if (Reflect.get(video, 'currentTime') !== from) finish(() => resolve(true))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}
