/** The pixels of a picture that has come to the worker. Where the worker cannot draw, they come as they are. */
export function pixelsIn(picture: ImageBitmap | ImageData): ImageData {
  if (picture instanceof ImageData) return picture
  const canvas = new OffscreenCanvas(picture.width, picture.height)
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  if (!context) throw new Error('This browser cannot draw')
  context.drawImage(picture, 0, 0)
  picture.close()
  return context.getImageData(0, 0, canvas.width, canvas.height)
}
