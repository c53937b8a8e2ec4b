import { network } from './device-facts'
import { draw, encodeJpeg } from './shot'
import { fitFrames, plannedQuality, plannedSize, uploadPlan } from './upload-plan'

/** The frames as light as this network wants them. */
export function fitted(frames: readonly Blob[]): Promise<readonly Blob[]> {
  return fitFrames(frames, uploadPlan(network()), async (position, step) => {
    const frame = frames[position]
    if (!frame) throw new Error(`Frame ${position} was not taken`)
    const picture = await createImageBitmap(frame)
    try {
      const { canvas } = draw(picture, plannedSize(position, picture, step))
      return await encodeJpeg(canvas, plannedQuality(position, step))
    } finally {
      picture.close()
    }
  })
}
