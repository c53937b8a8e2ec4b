// node make-faces.mjs [outDir]  -> JPEG key frames + MJPEG camera files (needs only `sharp` for JPEG encoding)
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { renderFace } from './draw-face.mjs'

const require = createRequire(process.env.SHARP_FROM || import.meta.url)
const sharp = require('sharp')
const out = path.resolve(process.argv[2] || '.')
fs.mkdirSync(out, { recursive: true })
export const PEOPLE = {
  a: {},
  b: {
    skin: [122, 80, 58],
    hair: [22, 18, 16],
    brow: [24, 18, 16],
    iris: [46, 30, 22],
    lip: [128, 66, 62],
    shirt: [232, 232, 228],
    jaw: 1.22,
    noseW: 1.38,
    lipH: 1.35,
    faceW: 1.03,
    hairline: 0.72,
    beard: 0.35,
    seed: 5,
    bg: [
      [206, 200, 190],
      [170, 162, 150],
    ],
  },
  c: {
    skin: [236, 200, 180],
    hair: [168, 166, 164],
    brow: [120, 116, 112],
    iris: [70, 96, 120],
    lip: [190, 120, 114],
    shirt: [70, 74, 80],
    jaw: 1.12,
    noseW: 0.92,
    noseL: 1.18,
    lipH: 0.66,
    eyeGap: 0.94,
    eyeS: 0.86,
    hairline: 0.84,
    glasses: true,
    browY: -0.015,
    seed: 9,
    bg: [
      [214, 216, 214],
      [178, 182, 184],
    ],
  },
  d: {
    skin: [188, 136, 100],
    hair: [30, 24, 22],
    brow: [34, 26, 22],
    iris: [52, 36, 24],
    lip: [164, 82, 76],
    shirt: [150, 60, 70],
    jaw: 0.9,
    faceW: 0.94,
    noseW: 1.1,
    noseL: 0.9,
    eyeGap: 1.08,
    eyeS: 1.1,
    lipH: 1.15,
    hairline: 0.6,
    seed: 3,
    bg: [
      [186, 196, 186],
      [142, 154, 146],
    ],
  },
  // e, f, g were picked by a parameter search so that face-embedding models call them different people
  e: {
    skin: [92, 58, 42],
    hair: [150, 96, 44],
    brow: [120, 77, 35],
    iris: [46, 30, 22],
    lip: [182, 109, 100],
    shirt: [210, 180, 60],
    jaw: 1.34,
    noseW: 1.06,
    noseL: 1.24,
    lipH: 1.32,
    eyeGap: 1.06,
    eyeS: 0.77,
    faceW: 1.03,
    hairline: 0.79,
    glasses: true,
    seed: 32,
    bg: [
      [200, 204, 210],
      [160, 166, 176],
    ],
  },
  f: {
    skin: [246, 214, 196],
    hair: [226, 224, 220],
    brow: [181, 179, 176],
    iris: [80, 110, 130],
    lip: [189, 93, 83],
    shirt: [40, 110, 96],
    jaw: 0.89,
    noseW: 0.76,
    noseL: 1.16,
    lipH: 1.38,
    eyeGap: 0.92,
    eyeS: 0.97,
    faceW: 1.04,
    browY: -0.03,
    hairline: 0.83,
    glasses: true,
    seed: 20,
    bg: [
      [120, 140, 160],
      [90, 104, 122],
    ],
  },
  g: {
    skin: [122, 80, 58],
    hair: [226, 224, 220],
    brow: [181, 179, 176],
    iris: [40, 26, 20],
    lip: [151, 109, 74],
    shirt: [110, 60, 120],
    jaw: 1.01,
    noseW: 1.5,
    noseL: 0.94,
    lipH: 1.14,
    eyeGap: 1.14,
    eyeS: 0.83,
    faceW: 0.95,
    browY: 0.02,
    hairline: 0.81,
    seed: 73,
    bg: [
      [222, 218, 206],
      [190, 184, 170],
    ],
  },
}
const V = {
  neutral: {},
  smile: { smile: 1 },
  halfsmile: { smile: 0.5 },
  left: { yaw: -28 },
  right: { yaw: 28 },
  blink: { blink: 1 },
}
const Q = {
  neutral: {},
  far: { size: 0.28 },
  close: { size: 1.0, cy: 0.55 },
  offleft: { cx: 0.22 },
  dark: { light: 0.16 },
  bright: { light: 2.3 },
  tilted: { roll: 24 },
}
const J = { quality: 84, chromaSubsampling: '4:2:0' }
const img = (r) => sharp(r.data, { raw: { width: r.width, height: r.height, channels: 3 } })
async function save(name, p, f = (s) => s) {
  const b = await f(img(renderFace(p)))
    .jpeg(J)
    .toBuffer()
  fs.writeFileSync(path.join(out, name + '.jpg'), b)
  return b
}
const F = {}
for (const [who, base] of Object.entries(PEOPLE))
  for (const [v, p] of Object.entries(V))
    if (who === 'a' || ['neutral', 'smile', 'left'].includes(v))
      F[`${who}-${v}`] = await save(`${who}-${v}`, { ...base, ...p })
for (const [v, p] of Object.entries(Q)) if (v !== 'neutral') F[`a-${v}`] = await save(`a-${v}`, p)
F['a-blurred'] = await save('a-blurred', {}, (s) => s.blur(6))
F['a-portrait'] = await save('a-portrait', { width: 480, height: 640, size: 0.5 })
for (const who of ['a', 'f', 'g'])
  F[`${who}-id-photo`] = await save(`${who}-id-photo`, {
    ...PEOPLE[who],
    width: 360,
    height: 480,
    size: 0.62,
    bg: [
      [240, 240, 238],
      [228, 230, 232],
    ],
    light: 1.12,
    keyX: 0.15,
    shirt: [60, 60, 66],
    seed: 21,
  })
{
  const l = await img(renderFace({ width: 320, cx: 0.5, size: 0.46 }))
      .png()
      .toBuffer(),
    r = await img(renderFace({ ...PEOPLE.b, width: 320, cx: 0.5, size: 0.46 }))
      .png()
      .toBuffer()
  F['two-people'] = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#999' } })
    .composite([
      { input: l, left: 0, top: 0 },
      { input: r, left: 320, top: 0 },
    ])
    .jpeg(J)
    .toBuffer()
  fs.writeFileSync(path.join(out, 'two-people.jpg'), F['two-people'])
}
{
  // no face: a drawn mug on a table
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><defs><linearGradient id="t" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#b48a60"/><stop offset="1" stop-color="#7d5633"/></linearGradient><linearGradient id="m" x1="0" x2="1"><stop offset="0" stop-color="#d94f3d"/><stop offset=".5" stop-color="#ef7a63"/><stop offset="1" stop-color="#9a2f24"/></linearGradient></defs><rect width="640" height="300" fill="#cfd6da"/><rect y="300" width="640" height="180" fill="url(#t)"/><ellipse cx="330" cy="385" rx="170" ry="26" fill="#000" opacity=".25"/><rect x="220" y="170" width="200" height="215" rx="26" fill="url(#m)"/><ellipse cx="320" cy="176" rx="100" ry="24" fill="#5b2018"/><path d="M420 215 q90 10 70 90 q-14 50 -72 44" fill="none" stroke="#b23b2d" stroke-width="26"/></svg>`
  F['no-face'] = await sharp(Buffer.from(svg)).jpeg(J).toBuffer()
  fs.writeFileSync(path.join(out, 'no-face.jpg'), F['no-face'])
}
// camera files: Chromium reads an .mjpeg as plain concatenated JPEG frames at 30 frames/s and loops it
export function mjpeg(frames) {
  return Buffer.concat(frames.flatMap(([k, n]) => Array(n).fill(F[k])))
}
fs.mkdirSync(path.join(out, 'cam'), { recursive: true })
const w = (n, fr) => fs.writeFileSync(path.join(out, 'cam', n + '.mjpeg'), mjpeg(fr))
w('smile', [
  ['a-neutral', 75],
  ['a-halfsmile', 6],
  ['a-smile', 75],
  ['a-halfsmile', 6],
])
w('turn', [
  ['a-neutral', 60],
  ['a-left', 45],
  ['a-neutral', 20],
  ['a-right', 45],
])
w('never-smiles', [['a-neutral', 30]])
w('no-face', [['no-face', 30]])
w('two-people', [['two-people', 30]])
w('dark', [['a-dark', 30]])
w('blurred', [['a-blurred', 30]])
w('person-g-smile', [
  ['g-neutral', 75],
  ['g-smile', 75],
])
w('person-b-smile', [
  ['b-neutral', 75],
  ['b-smile', 75],
])
w('person-c-smile', [
  ['c-neutral', 75],
  ['c-smile', 75],
])
console.log(
  fs
    .readdirSync(out)
    .filter((f) => f.endsWith('.jpg'))
    .map((f) => f + ' ' + fs.statSync(path.join(out, f)).size)
    .join('\n'),
)
console.log(
  fs
    .readdirSync(path.join(out, 'cam'))
    .map((f) => f + ' ' + fs.statSync(path.join(out, 'cam', f)).size)
    .join('\n'),
)
