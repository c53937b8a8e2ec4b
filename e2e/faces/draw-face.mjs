// Self-made synthetic face: a small software renderer, no third-party art, no photographs, no model.
// Pure JavaScript, no dependency. A head (jaw, nose, sockets, lips, hair shell) is bent, lit, z-buffered and painted.
import { drawBody, drawEars } from './body.mjs'
import { canvas } from './canvas.mjs'
import { drawHead } from './head-mesh.mjs'
import { scene } from './scene.mjs'

const DEFAULTS = {
  width: 640,
  height: 480,
  cx: 0.5,
  cy: 0.52,
  size: 0.6, // size = face height (chin to hairline) / frame height
  yaw: 0,
  pitch: 0,
  roll: 0,
  smile: 0,
  blink: 0,
  mouthOpen: 0,
  gazeX: 0,
  skin: [226, 178, 150],
  hair: [62, 42, 30],
  iris: [84, 58, 36],
  lip: [186, 92, 88],
  brow: [70, 48, 36],
  shirt: [52, 84, 140],
  bg: [
    [196, 203, 210],
    [150, 160, 172],
  ],
  jaw: 1,
  eyeGap: 1,
  noseW: 1,
  noseL: 1,
  lipH: 1,
  faceW: 1,
  browY: 0,
  eyeS: 1,
  hairline: 0.66,
  glasses: false,
  beard: 0,
  light: 1,
  ambient: 0.5,
  keyX: -0.35,
  seed: 1,
  noise: 2.2,
}

/** One person in one pose: { width, height, data: Buffer(RGB) }. */
export function renderFace(opts = {}) {
  const P = { ...DEFAULTS, ...opts }
  const { W, H, tri, picture } = canvas(P)
  const place = scene(P, W, H)
  drawBody(P, place, tri)
  drawEars(P, place, tri)
  drawHead(P, place, tri)
  return picture()
}
