// Self-made synthetic face: a small software renderer, no third-party art, no photographs, no model.
// renderFace(params) -> { width, height, data: Buffer(RGB) }. Pure JavaScript, no dependency.
// A lon/lat grid is bent into a head (jaw, nose, sockets, lips, hair shell), lit, z-buffered, painted per pixel.
const clamp = (v, a = 0, b = 1) => (v < a ? a : Math.min(v, b)),
  mix = (a, b, t) => a + (b - a) * t,
  ss = (a, b, v) => {
    const t = clamp((v - a) / (b - a))
    return t * t * (3 - 2 * t)
  }
const g2 = (x, y, sx, sy) => Math.exp(-(x * x) / (sx * sx) - (y * y) / (sy * sy))
const mix3 = (a, b, t) => [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)]
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
function hash(n) {
  const x = Math.sin(n) * 43758.5453
  return x - Math.floor(x)
}
// ---- geometry -------------------------------------------------------------------------------------
function geom(P, lon, lat) {
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
function hairMask(P, x, y, front, _lon) {
  if (!front) return ss(-0.62, -0.42, y)
  const hl = P.hairline + 0.05 * Math.cos(x * 9) - 0.3 * (Math.abs(x) / 0.62) ** 3.2
  const top = ss(hl - 0.02, hl + 0.03, y)
  const side = ss(0.6 * P.faceW, 0.67 * P.faceW, Math.abs(x)) * ss(-0.2, -0.05, y)
  return clamp(Math.max(top, side))
}
// ---- paint ----------------------------------------------------------------------------------------
function paint(P, x, y, front, lon, px) {
  const hm = hairMask(P, x, y, front, lon)
  let c = P.skin.slice()
  let spec = 0.1
  if (front) {
    const ex = 0.3 * P.eyeGap,
      ax = Math.abs(x),
      sgn = x < 0 ? -1 : 1,
      sm = P.smile,
      nl = P.noseL
    c = mix3(c, [214, 128, 112], 0.3 * g2(ax - 0.4, y + 0.16, 0.17, 0.13))
    c = mix3(c, [212, 130, 112], 0.22 * g2(x, y + 0.2 * nl, 0.1, 0.08))
    c = mix3(c, [c[0] * 0.78, c[1] * 0.7, c[2] * 0.68], 0.55 * g2(ax - ex, y - 0.135, 0.16, 0.055)) // lid crease shade
    c = mix3(c, [c[0] * 0.8, c[1] * 0.72, c[2] * 0.7], 0.45 * g2(ax - ex, y + 0.005, 0.13, 0.035)) // under eye
    c = mix3(c, [c[0] * 0.78, c[1] * 0.7, c[2] * 0.66], 0.4 * g2(ax - 0.13 * P.noseW, y + 0.1, 0.035, 0.16)) // side of nose
    c = mix3(c, [c[0] * 0.62, c[1] * 0.5, c[2] * 0.48], 0.75 * g2(ax - 0.15 * P.noseW, y + 0.225 * nl, 0.018, 0.045)) // wing edge
    c = mix3(c, [c[0] * 0.66, c[1] * 0.55, c[2] * 0.52], 0.7 * g2(x, y + 0.268 * nl, 0.15 * P.noseW, 0.018)) // under nose
    c = mix3(
      c,
      [60, 26, 24],
      0.92 * ss(1.25, 0.55, Math.hypot((ax - 0.062 * P.noseW) / 0.04, (y + 0.252 * nl) / 0.021)),
    ) // nostril
    if (sm > 0)
      c = mix3(
        c,
        [c[0] * 0.66, c[1] * 0.55, c[2] * 0.52],
        0.6 *
          sm *
          Math.exp(-(((ax - (0.2 + 0.2 * clamp((-0.22 - y) / 0.26))) / 0.022) ** 2)) *
          ss(-0.2, -0.28, y) *
          ss(-0.52, -0.44, y),
      )
    // beard
    if (P.beard > 0) {
      const b = ss(-0.3, -0.42, y - 0.25 * ss(0.25, 0.6, ax))
      c = mix3(c, P.hair, P.beard * b * 0.8)
    }
    // eyes
    const S = P.eyeS,
      u = (ax - ex) / (0.142 * S),
      ey = 0.075
    if (Math.abs(u) < 1.35) {
      const out = u // u>0 = outer
      const arch = Math.max(0, 1 - u * u),
        open = 1 - P.blink
      const upNat = ey + 0.07 * S * arch ** 0.62 + 0.012 * out,
        loNat = ey - 0.044 * S * arch ** 0.75 + 0.012 * out + 0.018 * P.smile * arch
      const up = mix(loNat + 0.004, upNat, open),
        lo = loNat
      const inside = ss(-0.004, 0.006, up - y) * ss(-0.004, 0.006, y - lo) * (Math.abs(u) < 1 ? 1 : 0)
      if (inside > 0) {
        let e = mix3([236, 230, 226], [206, 190, 184], ss(0.45, 1, Math.abs(u)))
        const ix = (ax - ex) * sgn - P.gazeX * 0.05,
          iy = y - (ey + 0.012),
          r = Math.hypot(ix, iy)
        e = mix3(
          e,
          mix3(P.iris, [P.iris[0] * 1.5, P.iris[1] * 1.5, P.iris[2] * 1.5], ss(0.02, 0.05, r)),
          ss(0.066, 0.058, r),
        )
        e = mix3(e, [P.iris[0] * 0.4, P.iris[1] * 0.4, P.iris[2] * 0.4], ss(0.05, 0.06, r) * ss(0.068, 0.062, r))
        e = mix3(e, [14, 10, 9], ss(0.031, 0.025, r))
        e = mix3(e, [120, 96, 92], 0.55 * ss(0.03, 0.0, up - y))
        const hl = Math.hypot(ix + 0.02, iy - 0.022)
        e = mix3(e, [255, 255, 255], ss(0.016, 0.009, hl))
        c = mix3(c, e, inside)
        spec = mix(spec, 0.25, inside)
      }
      const lash = Math.exp(-(((y - up) / 0.013) ** 2)) * ss(1.16, 0.98, Math.abs(u))
      c = mix3(c, [36, 22, 18], 0.9 * lash)
      const low = Math.exp(-(((y - lo) / 0.008) ** 2)) * ss(1.05, 0.9, Math.abs(u))
      c = mix3(c, [120, 78, 66], 0.55 * low * open)
      const crease = Math.exp(-(((y - (upNat + 0.038)) / 0.009) ** 2)) * ss(1.15, 0.8, Math.abs(u))
      c = mix3(c, [132, 86, 70], 0.5 * crease)
    }
    // brows
    {
      const bu = (ax - ex * 0.98) / 0.215
      if (Math.abs(bu) < 1.1) {
        const by = 0.262 + P.browY + 0.03 * (1 - bu * bu) - 0.02 * bu,
          th = mix(0.038, 0.016, clamp((bu + 1) / 2))
        const b = ss(th + 0.008, th - 0.012, Math.abs(y - by)) * ss(1.06, 0.86, Math.abs(bu))
        const st = 0.8 + 0.2 * hash(Math.floor(px[0] * 0.8 + px[1] * 0.5) + P.seed)
        c = mix3(c, P.brow, 0.88 * b * st)
      }
    }
    // mouth
    {
      const my = -0.475,
        mw = mix(0.235, 0.335, sm),
        t = x / mw
      if (Math.abs(t) < 1.12) {
        const k = 1 - t * t,
          kk = Math.max(0, k)
        const lift = 0.085 * sm * t * t - 0.03 * sm
        const open = 0.012 + 0.075 * P.mouthOpen + 0.085 * sm * ss(0.35, 1, sm)
        const mid = my + lift,
          upIn = mid + open * 0.3 * kk ** 0.8,
          loIn = mid - open * 0.95 * kk ** 0.7
        const bow = 0.012 * Math.exp(-((x / 0.035) ** 2))
        const upOut = upIn + 0.062 * P.lipH * (1 - 0.35 * sm) * kk ** 0.75 - bow,
          loOut = loIn - 0.08 * P.lipH * (1 - 0.25 * sm) * kk ** 0.6
        if (Math.abs(t) < 1) {
          const lu = ss(-0.006, 0.006, upOut - y) * ss(-0.004, 0.004, y - upIn),
            ll = ss(-0.006, 0.006, loIn - y) * ss(-0.006, 0.008, y - loOut),
            inn = ss(-0.004, 0.004, upIn - y) * ss(-0.004, 0.004, y - loIn)
          c = mix3(c, [P.lip[0] * 0.88, P.lip[1] * 0.82, P.lip[2] * 0.84], lu * 0.92)
          c = mix3(
            c,
            mix3(P.lip, [P.lip[0] * 1.12, P.lip[1] * 1.2, P.lip[2] * 1.2], g2(x, y - (loIn + loOut) / 2, 0.12, 0.02)),
            ll * 0.92,
          )
          if (inn > 0) {
            let m = [52, 18, 18]
            const teeth = sm > 0.3 ? ss(0.3, 0.6, sm) : clamp(P.mouthOpen * 0.8)
            const tb = mix(upIn, loIn, 0.8)
            m = mix3(m, [240, 234, 224], teeth * ss(-0.004, 0.006, y - tb) * ss(0.9, 0.74, Math.abs(t)))
            const gap = Math.abs(((Math.abs(x) / 0.058) % 1) - 0.5)
            m = mix3(m, [150, 130, 120], teeth * 0.25 * ss(0.44, 0.5, gap))
            c = mix3(c, m, inn * (open > 0.02 ? 1 : 0.85))
          }
          const line = Math.exp(-(((y - mix(upIn, loIn, 0.5)) / 0.009) ** 2)) * (open < 0.03 ? 1 : 0)
          c = mix3(c, [92, 40, 38], 0.85 * line)
        }
        const corner = g2(Math.abs(x) - mw, y - (my + 0.085 * sm - 0.03 * sm), 0.022, 0.02)
        c = mix3(c, [110, 58, 52], 0.65 * corner)
        c = mix3(c, [c[0] * 0.74, c[1] * 0.64, c[2] * 0.62], 0.5 * g2(x, y - (loOut - 0.035), 0.13, 0.025))
      }
    }
    if (P.glasses) {
      const r = Math.abs(Math.hypot((ax - ex) / 1.18, y - 0.07) - 0.175)
      c = mix3(c, [30, 26, 28], ss(0.02, 0.01, r))
      c = mix3(c, [30, 26, 28], ss(0.016, 0.008, Math.abs(y - 0.12)) * ss(ex - 0.17, ex - 0.19, ax))
      c = mix3(c, [30, 26, 28], ss(0.014, 0.008, Math.abs(y - 0.11)) * ss(ex + 0.19, ex + 0.21, ax))
    }
  }
  if (hm > 0) {
    const n = 0.72 + 0.4 * hash(Math.floor(lon * 46) + P.seed * 13) + 0.12 * Math.sin(lon * 60 + y * 7)
    c = mix3(c, [P.hair[0] * n, P.hair[1] * n, P.hair[2] * n], hm)
    spec = mix(spec, 0.18, hm)
  }
  return [c, spec]
}
// ---- raster ---------------------------------------------------------------------------------------
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
