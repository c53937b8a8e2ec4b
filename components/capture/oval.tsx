import { useId } from 'react'
import type { PresetNumbers } from '@/lib/domain/capture-preset'
import type { OvalLook, Way } from './hint-look'

const [CX, CY] = [50, 49]

const rims: Record<
  OvalLook,
  { stroke: string; strokeWidth: number; strokeDasharray?: string; strokeOpacity?: number }
> = {
  plain: { stroke: '#fff', strokeWidth: 0.8, strokeOpacity: 0.75 },
  wrong: { stroke: '#f2bd55', strokeWidth: 1.4, strokeDasharray: '4 2.6' },
  good: { stroke: '#7fd8c6', strokeWidth: 1.8 },
}

type OvalProps = {
  size: PresetNumbers['oval']
  look: OvalLook
  way: Way | null
  /** The share of the pictures that are taken. */
  progress: number
  /** The veil shines white on a dark face. It comes slowly and stays: nothing flashes. */
  lit: boolean
}

/** The mirror: an oval to hold the face in, everything round it veiled, its rim filling as pictures are taken. */
export function Oval({ size: { rx, ry }, look, way, progress, lit }: OvalProps) {
  const id = useId()
  return (
    <svg
      aria-hidden
      viewBox="0 0 100 100"
      preserveAspectRatio="xMidYMid meet"
      className="pointer-events-none absolute inset-0 size-full"
      fill="none"
      data-look={look}
      data-lit={lit || undefined}
    >
      <mask id={id}>
        <rect x="-100" y="-100" width="300" height="300" fill="#fff" />
        <ellipse cx={CX} cy={CY} rx={rx} ry={ry} fill="#000" />
      </mask>
      <rect
        x="-100"
        y="-100"
        width="300"
        height="300"
        fill={lit ? '#ffffff' : '#0c0f0e'}
        fillOpacity={lit ? 0.96 : 0.5}
        mask={`url(#${id})`}
        className="transition-[fill,fill-opacity] duration-1000"
      />
      {/* On the white veil every rim needs an edge of its own. */}
      {lit ? <ellipse cx={CX} cy={CY} rx={rx} ry={ry} stroke="#0c0f0e" strokeOpacity="0.55" strokeWidth="3" /> : null}
      <ellipse cx={CX} cy={CY} rx={rx} ry={ry} {...rims[look]} />
      {way ? <Arrows way={way} rx={rx} ry={ry} /> : null}
      {progress > 0 ? (
        <path
          d={`M${CX} ${CY - ry}a${rx} ${ry} 0 1 1 -.01 0`}
          pathLength={1}
          stroke={look === 'wrong' ? '#f2bd55' : '#fff'}
          strokeWidth="2.4"
          strokeLinecap="round"
          strokeDasharray={`${progress} 2`}
          className="transition-[stroke-dasharray] duration-300"
        />
      ) : null}
    </svg>
  )
}

/** Chevrons: one at the side to move to, or one at each side, outwards to come closer and inwards to move back. */
function Arrows({ way, rx, ry }: { way: Way; rx: number; ry: number }) {
  const sides = way === 'in' || way === 'out' ? (['left', 'right', 'up', 'down'] as const) : ([way] as const)
  const places = {
    left: [CX - rx, CY, 180],
    right: [CX + rx, CY, 0],
    up: [CX, CY - ry, 270],
    down: [CX, CY + ry, 90],
  } as const
  return sides.map((side) => {
    const [x, y, angle] = places[side]
    return (
      <path
        key={side}
        d="M-1.8 -3.4 1.8 0 -1.8 3.4"
        transform={`translate(${x} ${y}) rotate(${way === 'in' ? angle + 180 : angle})`}
        stroke="#f2bd55"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    )
  })
}
