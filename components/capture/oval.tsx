import { useId } from 'react'

const [CX, CY, RX, RY] = [50, 49, 35, 43]

/** The mirror: an oval to hold the face in, everything round it veiled, its rim filling as pictures are taken. */
export function Oval({ progress }: { progress: number }) {
  const id = useId()
  return (
    <svg
      aria-hidden
      viewBox="0 0 100 100"
      preserveAspectRatio="xMidYMid meet"
      className="pointer-events-none absolute inset-0 size-full"
      fill="none"
    >
      <mask id={id}>
        <rect x="-100" y="-100" width="300" height="300" fill="#fff" />
        <ellipse cx={CX} cy={CY} rx={RX} ry={RY} fill="#000" />
      </mask>
      <rect x="-100" y="-100" width="300" height="300" fill="#0c0f0e" fillOpacity="0.5" mask={`url(#${id})`} />
      <ellipse cx={CX} cy={CY} rx={RX} ry={RY} stroke="#fff" strokeOpacity="0.75" strokeWidth="0.8" />
      {progress > 0 ? (
        <path
          d={`M${CX} ${CY - RY}a${RX} ${RY} 0 1 1 -.01 0`}
          pathLength={1}
          stroke="#7fd8c6"
          strokeWidth="1.8"
          strokeLinecap="round"
          strokeDasharray={`${progress} 2`}
          className="transition-[stroke-dasharray] duration-300"
        />
      ) : null}
    </svg>
  )
}
