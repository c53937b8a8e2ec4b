// What drawing needs of arithmetic.
export const clamp = (v, a = 0, b = 1) => (v < a ? a : Math.min(v, b)),
  mix = (a, b, t) => a + (b - a) * t,
  ss = (a, b, v) => {
    const t = clamp((v - a) / (b - a))
    return t * t * (3 - 2 * t)
  }
export const g2 = (x, y, sx, sy) => Math.exp(-(x * x) / (sx * sx) - (y * y) / (sy * sy))
export const mix3 = (a, b, t) => [mix(a[0], b[0], t), mix(a[1], b[1], t), mix(a[2], b[2], t)]

export function hash(n) {
  const x = Math.sin(n) * 43758.5453
  return x - Math.floor(x)
}
