/** How a camera is used. It changes how large the oval is, how far a face may be and how far off the middle. */
export const capturePresets = ['phone', 'desk', 'kiosk'] as const
export type CapturePreset = (typeof capturePresets)[number]

type Range = { least: number; most: number }

export type PresetNumbers = {
  /** The oval's half axes, in per cent of the preview's shorter side. */
  oval: { rx: number; ry: number }
  /** The face's height by the frame's height in a landscape picture, and its width by the frame's width in a portrait one. */
  faceHeight: Range
  faceWidth: Range
  /** How far the face's centre may lie from the oval's, as a part of the frame's width and height. */
  offCentre: { x: number; y: number }
}

// The phone's numbers were measured on portraits (0.40 to 0.85 of the height, 0.12 and 0.14 off the centre). A desk's
// camera stands on the screen, further away; before a kiosk people stand, tall and small, and do not step forward.
// Below 0.27 of 720 lines a face has fewer than the 200 pixels that its sharpness can be judged on.
export const presetNumbers: Record<CapturePreset, PresetNumbers> = {
  phone: {
    oval: { rx: 35, ry: 43 },
    faceHeight: { least: 0.4, most: 0.85 },
    faceWidth: { least: 0.35, most: 0.75 },
    offCentre: { x: 0.12, y: 0.14 },
  },
  desk: {
    oval: { rx: 29, ry: 37 },
    faceHeight: { least: 0.32, most: 0.8 },
    faceWidth: { least: 0.3, most: 0.7 },
    offCentre: { x: 0.14, y: 0.16 },
  },
  kiosk: {
    oval: { rx: 25, ry: 32 },
    faceHeight: { least: 0.27, most: 0.7 },
    faceWidth: { least: 0.25, most: 0.6 },
    offCentre: { x: 0.16, y: 0.18 },
  },
}
