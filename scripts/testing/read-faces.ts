import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { readFrame, type SeenFrame } from '@/lib/domain/face-frame'
import { openEngine } from '@/lib/server/face-engine'

const drawn = resolve('e2e/faces/jpg')

/** The gate's own detector, which is the browser's, for tests: reads a drawn JPEG as guidance would. */
export async function openDetector(): Promise<(name: string) => Promise<SeenFrame>> {
  const find = await openEngine()
  return async (name) => {
    const picture = sharp(join(drawn, `${name}.jpg`))
      .removeAlpha()
      .raw()
    const { data, info } = await picture.toBuffer({ resolveWithObject: true })
    const pixels = { width: info.width, height: info.height, data, channels: 3 } as const
    return readFrame(pixels, await find(pixels))
  }
}
