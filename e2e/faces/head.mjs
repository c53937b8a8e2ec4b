// The shape: a grid of longitude and latitude bent into a head.
import { clamp, g2, mix, ss } from './maths.mjs'

export function geom(P, lon, lat) {
  const sx0 = 0.735 * P.faceW,
    cl = Math.cos(lat),
    y = Math.sin(lat) * 1.02
  const taper = y < 0.05 ? mix(1, 0.7 * P.jaw, clamp((0.05 - y) / 1.05) ** 1.35) : mix(1, 0.97, clamp(y - 0.05))
  const pw = y < 0 ? 0.86 : 0.95 // fuller than a circle
  const w = Math.sign(cl) * Math.abs(cl) ** pw
  const x = sx0 * taper * Math.sin(lon) * w,
    z = (Math.cos(lon) > 0 ? 0.8 : 0.95) * Math.cos(lon) * w
  let d = 0
  const front = Math.cos(lon) > 0
  if (front) {
    const ex = 0.3 * P.eyeGap,
      ax = Math.abs(x),
      nl = P.noseL,
      sm = P.smile
    const bridge = ss(0.2, -0.16 * nl, y) * ss(-0.3 * nl, -0.19 * nl, y) // nose ridge grows toward the tip
    d +=
      0.235 * Math.exp(-((ax / (0.088 * P.noseW)) ** 2)) * bridge +
      0.045 * Math.exp(-((ax / 0.07) ** 2)) * ss(0.34, 0.18, y) * ss(-0.1, 0.1, y)
    d += 0.085 * g2(ax - 0.105 * P.noseW, y + 0.215 * nl, 0.052, 0.05) // wings
    d += 0.05 * g2(x, y + 0.205 * nl, 0.075 * P.noseW, 0.06)
    d -= 0.085 * g2(ax - ex, y - 0.085, 0.17, 0.1)
    d += 0.052 * g2(ax - ex, y - 0.075, 0.1, 0.06) // socket, eyeball
    d += 0.038 * g2(ax - ex * 0.95, y - 0.25 - P.browY, 0.22, 0.07) // brow ridge
    const my = -0.475
    d +=
      0.06 * g2(x, y - (my + 0.035), 0.17 + 0.05 * sm, 0.042) + 0.066 * g2(x, y - (my - 0.055), 0.15 + 0.05 * sm, 0.05)
    d -= 0.03 * g2(x, y - (my - 0.125), 0.16, 0.035) // lips, groove
    d += 0.075 * g2(x, y + 0.8, 0.2, 0.13) // chin
    d += (0.03 + 0.06 * sm) * g2(ax - (0.4 + 0.01 * sm), y + 0.13 - 0.03 * sm, 0.15, 0.13) // cheeks (rise when smiling)
    d -= 0.028 * sm * g2(ax - 0.335, y + 0.36, 0.05, 0.13) // nasolabial fold
    d -= 0.012 * g2(x, y + 0.33, 0.035, 0.05) // philtrum
  }
  const hm = hairMask(P, x, y, front, lon)
  d += 0.1 * hm
  const r = Math.hypot(x, y, z) || 1
  const fwd = front ? ss(0.15, 0.6, Math.cos(lon)) : 0 // face features push forward, hair pushes outward
  const ox = x / r,
    oy = y / r,
    oz = z / r
  const k = hm > 0.5 ? 1 : 1 - fwd
  return [x + ox * d * k, y + oy * d * k * (hm > 0.2 ? 1.1 : 0.3), z + d * (1 - k) + oz * d * k]
}
export function hairMask(P, x, y, front, _lon) {
  if (!front) return ss(-0.62, -0.42, y)
  const hl = P.hairline + 0.05 * Math.cos(x * 9) - 0.3 * (Math.abs(x) / 0.62) ** 3.2
  const top = ss(hl - 0.02, hl + 0.03, y)
  const side = ss(0.6 * P.faceW, 0.67 * P.faceW, Math.abs(x)) * ss(-0.2, -0.05, y)
  return clamp(Math.max(top, side))
}
