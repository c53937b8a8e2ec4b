// What is round the face: neck and shoulders as smooth strips, and the ears.
import { clamp, mix, ss } from './maths.mjs'

/** Neck and shoulders; they do not turn with the head. */
export function drawBody(P, { proj, lit }, tri) {
  const strip = (fn, nu, nv, shade) => {
    const V = []
    for (let j = 0; j <= nv; j++) {
      const r = []
      for (let i = 0; i <= nu; i++) {
        const q = fn(i / nu, j / nv)
        r.push({ q, w: q })
      }
      V.push(r)
    }
    for (const r of V) for (const v of r) v.p = proj(v.w)
    for (let j = 0; j < nv; j++)
      for (let i = 0; i < nu; i++) {
        const a = V[j][i],
          b = V[j][i + 1],
          c = V[j + 1][i],
          d = V[j + 1][i + 1]
        const e1 = b.w.map((v, k) => v - a.w[k]),
          e2 = c.w.map((v, k) => v - a.w[k])
        let n = [e1[1] * e2[2] - e1[2] * e2[1], e1[2] * e2[0] - e1[0] * e2[2], e1[0] * e2[1] - e1[1] * e2[0]]
        const l = Math.hypot(...n) || 1
        n = n.map((v) => v / l)
        if (n[2] < 0) n = n.map((v) => -v)
        const col = shade(n, a.w)
        tri(a, b, c, () => col)
        tri(b, d, c, () => col)
      }
  }
  strip(
    (u, v) => {
      const a = mix(-1.75, 1.75, u),
        y = mix(-0.55, -1.55, v)
      const w = 0.43 * P.faceW + 0.22 * v ** 2.6
      return [Math.sin(a) * w, y, Math.cos(a) * w * 0.8 - 0.28]
    },
    48,
    24,
    (n, w) =>
      lit(
        P.skin.map((v) => v * (0.74 + 0.1 * ss(-0.9, -1.4, w[1]))),
        n,
        0.03,
      ),
  )
  strip(
    (u, v) => {
      const a = mix(-1.75, 1.75, u),
        y = mix(-1.22, -3.6, v)
      const w = 0.55 + 1.25 * clamp(v * 2.4) ** 0.55
      return [
        Math.sin(a) * w,
        y - 0.1 * Math.abs(Math.sin(a)) * 3 * Math.abs(Math.sin(a)) ** 1.2 * 0.5,
        Math.cos(a) * 0.55 - 0.3,
      ]
    },
    64,
    36,
    (n) => lit(P.shirt, n, 0.02),
  )
}

/** Two bent ellipsoids. */
export function drawEars(P, { rot, proj, lit }, tri) {
  for (const s of [-1, 1]) {
    const NV = 18
    const V = []
    for (let j = 0; j <= NV; j++) {
      const r = []
      for (let i = 0; i <= NV; i++) {
        const lo = -Math.PI + (2 * Math.PI * i) / NV,
          la = -Math.PI / 2 + (Math.PI * j) / NV
        const q = [
          s * 0.745 * P.faceW + 0.07 * Math.cos(la) * Math.sin(lo),
          0.02 + 0.19 * Math.sin(la),
          -0.08 + 0.1 * Math.cos(la) * Math.cos(lo),
        ]
        const w = rot(q)
        const n = rot([Math.cos(la) * Math.sin(lo), Math.sin(la), Math.cos(la) * Math.cos(lo)])
        r.push({ w, n, p: proj(w) })
      }
      V.push(r)
    }
    for (let j = 0; j < NV; j++)
      for (let i = 0; i < NV; i++) {
        const a = V[j][i],
          b = V[j][i + 1],
          c = V[j + 1][i],
          d = V[j + 1][i + 1]
        const col = lit([P.skin[0] * 0.92, P.skin[1] * 0.8, P.skin[2] * 0.76], a.n, 0.03)
        tri(a, b, c, () => col)
        tri(b, d, c, () => col)
      }
  }
}
