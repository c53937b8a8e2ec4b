// The colour of every point of the head.
import { hairMask } from './head.mjs'
import { clamp, g2, hash, mix, mix3, ss } from './maths.mjs'

export function paint(P, x, y, front, lon, px) {
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
