// Where things stand before the camera, and how light falls on them.
import { clamp } from './maths.mjs'

/** `rot` turns a point of the head, `proj` puts it into a picture of W by H, `lit` lights a colour by its normal. */
export function scene(P, W, H) {
  const sc = (P.size * H) / 1.62,
    CX = P.cx * W,
    CY = P.cy * H,
    cam = 7.0 // chin(-1.0)..hairline(0.62) ~ 1.62 units
  const D = Math.PI / 180,
    cy = Math.cos(P.yaw * D),
    sy = Math.sin(P.yaw * D),
    cp = Math.cos(P.pitch * D),
    sp = Math.sin(P.pitch * D),
    cr = Math.cos(P.roll * D),
    sr = Math.sin(P.roll * D)
  const rot = ([x, y, z]) => {
    const X = x * cy + z * sy,
      Z = -x * sy + z * cy
    const Y = y * cp - Z * sp,
      Z2 = y * sp + Z * cp
    return [X * cr - Y * sr, X * sr + Y * cr, Z2]
  }
  const proj = ([x, y, z]) => {
    const f = cam / (cam - z)
    return [CX + x * sc * f, CY - (y + 0.12) * sc * f, z]
  }
  const L = (() => {
    const v = [P.keyX, 0.42, 0.84],
      n = Math.hypot(...v)
    return v.map((a) => a / n)
  })()
  const lit = (c, n, spec, _soft = 1) => {
    const nl = n[0] * L[0] + n[1] * L[1] + n[2] * L[2]
    const dif = Math.max(0, nl * 0.85 + 0.15)
    const hemi = 0.5 + 0.5 * n[1]
    const hz = L[2] + 1,
      hn = Math.hypot(L[0], L[1], hz),
      nh = Math.max(0, (n[0] * L[0] + n[1] * L[1] + n[2] * hz) / hn)
    const s = spec * nh ** 28 * 255 * 0.55
    const I = (P.ambient * (0.72 + 0.28 * hemi) + 0.62 * dif) * P.light
    const rim = clamp(n[2]) ** 0.35
    return c.map((v, k) => v * I * (0.62 + 0.38 * rim) * (k === 0 ? 1 : 1 - 0.03 * (1 - nl)) + s * P.light)
  }
  return { rot, proj, lit }
}
