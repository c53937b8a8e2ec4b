// Self-made synthetic face: a small software renderer, no third-party art, no photographs, no model.
// renderFace(params) -> { width, height, data: Buffer(RGB) }. Pure JavaScript, no dependency.
// A lon/lat grid is bent into a head (jaw, nose, sockets, lips, hair shell), lit, z-buffered, painted per pixel.
import { geom } from './head.mjs'
import { clamp, mix, ss } from './maths.mjs'
import { paint } from './skin.mjs'

export const DEFAULTS = {
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

export function renderFace(opts = {}) {
  const P = { ...DEFAULTS, ...opts }
  const SSN = 2,
    W = P.width * SSN,
    H = P.height * SSN
  const buf = new Float32Array(W * H * 3),
    zb = new Float32Array(W * H).fill(-1e9)
  for (let j = 0; j < H; j++)
    for (let i = 0; i < W; i++) {
      const t = j / H,
        v = 1 - 0.16 * Math.hypot(i / W - 0.45, t - 0.4)
      for (let k = 0; k < 3; k++)
        buf[(j * W + i) * 3 + k] = mix(P.bg[0][k], P.bg[1][k], t) * v * (0.35 + 0.65 * P.light)
    }
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
  const tri = (a, b, c, shade) => {
    const [ax, ay] = a.p,
      [bx, by] = b.p,
      [qx, qy] = c.p
    const ar = (bx - ax) * (qy - ay) - (qx - ax) * (by - ay)
    if (ar === 0) return
    const x0 = Math.max(0, Math.floor(Math.min(ax, bx, qx))),
      x1 = Math.min(W - 1, Math.ceil(Math.max(ax, bx, qx))),
      y0 = Math.max(0, Math.floor(Math.min(ay, by, qy))),
      y1 = Math.min(H - 1, Math.ceil(Math.max(ay, by, qy)))
    for (let y = y0; y <= y1; y++)
      for (let x = x0; x <= x1; x++) {
        const w0 = ((bx - x) * (qy - y) - (qx - x) * (by - y)) / ar,
          w1 = ((qx - x) * (ay - y) - (ax - x) * (qy - y)) / ar,
          w2 = 1 - w0 - w1
        if (w0 < -1e-4 || w1 < -1e-4 || w2 < -1e-4) continue
        const z = w0 * a.p[2] + w1 * b.p[2] + w2 * c.p[2]
        const o = y * W + x
        if (z <= zb[o]) continue
        zb[o] = z
        const col = shade(w0, w1, w2, x, y)
        buf[o * 3] = col[0]
        buf[o * 3 + 1] = col[1]
        buf[o * 3 + 2] = col[2]
      }
  }
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
  // body: neck + shoulders as smooth strips
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
  // ears
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
  // head
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
  const out = Buffer.alloc(P.width * P.height * 3)
  let sd = P.seed * 7919 + 1
  const rnd = () => {
    sd = (sd * 1103515245 + 12345) & 0x7fffffff
    return sd / 0x7fffffff - 0.5
  }
  for (let j = 0; j < P.height; j++)
    for (let i = 0; i < P.width; i++) {
      const nz = P.noise * 2 * rnd()
      for (let k = 0; k < 3; k++) {
        let s = 0
        for (let b = 0; b < SSN; b++) for (let a = 0; a < SSN; a++) s += buf[((j * SSN + b) * W + i * SSN + a) * 3 + k]
        out[(j * P.width + i) * 3 + k] = clamp(s / (SSN * SSN) + nz, 0, 255)
      }
    }
  return { width: P.width, height: P.height, data: out }
}
