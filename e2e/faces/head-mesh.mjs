// The head as a grid of longitude and latitude, bent by head.mjs and painted point by point by skin.mjs.
import { geom } from './head.mjs'
import { clamp, mix } from './maths.mjs'
import { paint } from './skin.mjs'

export function drawHead(P, { rot, proj, lit }, tri) {
  const NU = 220,
    NV = 190
  const V = []
  for (let j = 0; j <= NV; j++) {
    const r = []
    const lat = -Math.PI / 2 + (Math.PI * j) / NV
    for (let i = 0; i <= NU; i++) {
      const lon = -Math.PI + (2 * Math.PI * i) / NU
      const q = geom(P, lon, lat)
      const cl = Math.cos(lat),
        yy = Math.sin(lat) * 1.02
      const taper = yy < 0.05 ? mix(1, 0.7 * P.jaw, clamp((0.05 - yy) / 1.05) ** 1.35) : mix(1, 0.97, clamp(yy - 0.05))
      const w0 = Math.abs(cl) ** (yy < 0 ? 0.86 : 0.95)
      r.push({ q, lon, x0: 0.735 * P.faceW * taper * Math.sin(lon) * w0, y0: yy, n: [0, 0, 0] })
    }
    V.push(r)
  }
  for (let j = 0; j <= NV; j++)
    for (let i = 0; i <= NU; i++) {
      const v = V[j][i]
      const i0 = V[j][(i - 1 + NU) % NU].q,
        i1 = V[j][(i + 1) % NU].q,
        j0 = V[Math.max(0, j - 1)][i].q,
        j1 = V[Math.min(NV, j + 1)][i].q
      const e1 = [i1[0] - i0[0], i1[1] - i0[1], i1[2] - i0[2]],
        e2 = [j1[0] - j0[0], j1[1] - j0[1], j1[2] - j0[2]]
      let n = [e1[1] * e2[2] - e1[2] * e2[1], e1[2] * e2[0] - e1[0] * e2[2], e1[0] * e2[1] - e1[1] * e2[0]]
      const l = Math.hypot(...n) || 1
      n = n.map((a) => a / l)
      if (n[0] * v.q[0] + n[1] * v.q[1] + n[2] * v.q[2] < 0) n = n.map((a) => -a)
      v.n = rot(n)
      v.w = rot(v.q)
      v.p = proj(v.w)
    }
  for (let j = 0; j < NV; j++)
    for (let i = 0; i < NU; i++) {
      const a = V[j][i],
        b = V[j][i + 1],
        c = V[j + 1][i],
        d = V[j + 1][i + 1]
      const f = (A, B, C) => (w0, w1, w2, px, py) => {
        const x = w0 * A.x0 + w1 * B.x0 + w2 * C.x0,
          y = w0 * A.y0 + w1 * B.y0 + w2 * C.y0,
          lon = w0 * A.lon + w1 * B.lon + w2 * C.lon
        const n = [0, 1, 2].map((k) => w0 * A.n[k] + w1 * B.n[k] + w2 * C.n[k])
        const l = Math.hypot(...n) || 1
        const [col, sp] = paint(P, x, y, Math.cos(lon) > 0, lon, [px, py])
        return lit(
          col,
          n.map((v) => v / l),
          sp,
        )
      }
      tri(a, b, c, f(a, b, c))
      tri(b, d, c, f(b, d, c))
    }
}
