import 'server-only'
import sharp from 'sharp'
import { heavyWork } from './heavy-work'

/** Pixels a side of the grey copies that are compared: compression's noise averages out, a moving face does not. */
const SIDE = 48
/**
 * Grey levels of 255 by which any pixel may differ between frames called the same. The same picture compressed anew
 * differs by 2, a face that blinks or begins to smile by more than 20.
 */
const DIFFERENCE_MAX = 3

/** Whether all of these pictures show the very same thing: a frozen camera, or one picture sent many times. */
export async function isStill(jpegs: readonly Uint8Array[]): Promise<boolean> {
  const [first, ...others] = await Promise.all(jpegs.map((jpeg) => heavyWork('picture', () => greyCopy(jpeg))))
  const isSame = (a: Uint8Array, b: Uint8Array) =>
    a.every((level, at) => Math.abs(level - (b[at] ?? 0)) <= DIFFERENCE_MAX)
  return first !== undefined && others.length > 0 && others.every((other) => isSame(first, other))
}

function greyCopy(jpeg: Uint8Array): Promise<Uint8Array> {
  return sharp(jpeg).resize(SIDE, SIDE, { fit: 'fill' }).greyscale().raw().toBuffer()
}
