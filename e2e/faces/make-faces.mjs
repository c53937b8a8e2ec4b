// node e2e/faces/make-faces.mjs: draws the JPEGs in e2e/faces/jpg anew. They are committed, because drawing takes
// 20 s. Nothing here is a photograph of, or made from one of, anybody.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { renderFace } from './draw-face.mjs'
import { people } from './people.mjs'

const out = join(import.meta.dirname, 'jpg')

const poses = {
  neutral: {},
  smile: { smile: 1 },
  halfsmile: { smile: 0.5 },
  left: { yaw: -28 },
  right: { yaw: 28 },
  blink: { blink: 1 },
}
/** Poses everybody has; the first person has them all. */
const common = ['neutral', 'smile', 'left']

const conditions = {
  far: { size: 0.28 },
  close: { size: 1.0, cy: 0.55 },
  offleft: { cx: 0.22 },
  dark: { light: 0.16 },
  bright: { light: 2.3 },
  tilted: { roll: 24 },
  portrait: { width: 480, height: 640, size: 0.5 },
}

const idPhoto = {
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
}

const mug = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><defs><linearGradient id="t" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#b48a60"/><stop offset="1" stop-color="#7d5633"/></linearGradient><linearGradient id="m" x1="0" x2="1"><stop offset="0" stop-color="#d94f3d"/><stop offset=".5" stop-color="#ef7a63"/><stop offset="1" stop-color="#9a2f24"/></linearGradient></defs><rect width="640" height="300" fill="#cfd6da"/><rect y="300" width="640" height="180" fill="url(#t)"/><ellipse cx="330" cy="385" rx="170" ry="26" fill="#000" opacity=".25"/><rect x="220" y="170" width="200" height="215" rx="26" fill="url(#m)"/><ellipse cx="320" cy="176" rx="100" ry="24" fill="#5b2018"/><path d="M420 215 q90 10 70 90 q-14 50 -72 44" fill="none" stroke="#b23b2d" stroke-width="26"/></svg>`

function drawn(face) {
  const { width, height, data } = renderFace(face)
  return sharp(data, { raw: { width, height, channels: 3 } })
}

async function save(name, picture) {
  writeFileSync(join(out, `${name}.jpg`), await picture.jpeg({ quality: 84, chromaSubsampling: '4:2:0' }).toBuffer())
  console.log(name)
}

mkdirSync(out, { recursive: true })
for (const [who, person] of Object.entries(people))
  for (const [pose, change] of Object.entries(poses))
    if (who === 'a' || common.includes(pose)) await save(`${who}-${pose}`, drawn({ ...person, ...change }))
for (const [name, change] of Object.entries(conditions)) await save(`a-${name}`, drawn(change))
await save('a-blurred', drawn({}).blur(6))
for (const who of ['a', 'f', 'g']) await save(`${who}-id-photo`, drawn({ ...people[who], ...idPhoto }))
await save('no-face', sharp(Buffer.from(mug)))

const halves = [people.a, people.b].map((person) =>
  drawn({ ...person, width: 320, cx: 0.5, size: 0.46 })
    .png()
    .toBuffer(),
)
const [left, right] = await Promise.all(halves)
const wall = sharp({ create: { width: 640, height: 480, channels: 3, background: '#999' } })
await save(
  'two-people',
  wall.composite([
    { input: left, left: 0, top: 0 },
    { input: right, left: 320, top: 0 },
  ]),
)
