import { deviceName } from '@/lib/domain/device'
import { journal } from './journal'

type Network = { effectiveType?: string; rtt?: number; saveData?: boolean }

/** What Chromium tells of the network; others tell nothing. */
export function network(): Network | null {
  const connection: unknown = Reflect.get(navigator, 'connection')
  if (!connection || typeof connection !== 'object') return null
  const { effectiveType, rtt, saveData }: { effectiveType?: unknown; rtt?: unknown; saveData?: unknown } = connection
  return {
    ...(typeof effectiveType === 'string' && { effectiveType }),
    ...(typeof rtt === 'number' && { rtt }),
    ...(typeof saveData === 'boolean' && { saveData }),
  }
}

/** Size, rate and side of a camera, and whether it is none, in words: never its id, nor its name, which may be a person's. */
export function cameraFact({ width, height, frameRate, facingMode }: MediaTrackSettings, isVirtual: boolean): string {
  const rate = frameRate ? `, ${Math.round(frameRate)} per second` : ''
  return `${width ?? 0} × ${height ?? 0}${rate}${facingMode ? `, ${facingMode}` : ''}${isVirtual ? ', virtual' : ''}`
}

/** Writes down what there is to say of this device now. */
export function noteDevice(): void {
  journal.fact('browser', deviceName(navigator.userAgent))
  const { innerWidth, innerHeight, devicePixelRatio } = window
  journal.fact('screen', `${innerWidth} × ${innerHeight}, ${devicePixelRatio} to one`)
  const { effectiveType, rtt, saveData } = network() ?? {}
  const said = [effectiveType, rtt === undefined ? null : `${rtt} ms`, saveData ? 'saving data' : null]
  journal.fact('network', said.filter(Boolean).join(', ') || (navigator.onLine ? 'on line' : 'off line'))
}
