// A picture twice as large as wanted, with a depth for every point, and what becomes of it in the end.
import { clamp, mix } from './maths.mjs'

/** `tri` paints a triangle where nothing nearer is; `picture` is the result: smoothed, with a sensor's noise. */
export function canvas(P) {
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
  const picture = () => {
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
          for (let b = 0; b < SSN; b++)
            for (let a = 0; a < SSN; a++) s += buf[((j * SSN + b) * W + i * SSN + a) * 3 + k]
          out[(j * P.width + i) * 3 + k] = clamp(s / (SSN * SSN) + nz, 0, 255)
        }
      }
    return { width: P.width, height: P.height, data: out }
  }
  return { W, H, tri, picture }
}
