import 'server-only'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { framePositions, SELFIE_POSITION } from '@/lib/domain/frame'
import type { CaptureOwner } from '@/lib/server/captures'
import { storeFrame } from '@/lib/server/frames'

/** One of the drawn pictures, as a JPEG. */
export function drawnFace(name: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(readFileSync(`e2e/faces/jpg/${name}.jpg`))
}

/** A capture of drawn pictures: the selfie, and a burst that goes through these over and over. */
export async function drawnCapture(
  owner: CaptureOwner,
  selfie: string,
  burst: readonly string[] = ['a-neutral', 'a-halfsmile', 'a-smile'],
): Promise<string> {
  const captureId = randomUUID()
  for (const position of framePositions) {
    const name = position === SELFIE_POSITION ? selfie : (burst[position % burst.length] ?? selfie)
    const stored = await storeFrame(owner, captureId, position, drawnFace(name))
    if (!stored.ok) throw new Error(stored.code)
  }
  return captureId
}
