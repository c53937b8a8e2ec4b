/** The mirror. */
export function Logo({ className = 'h-7 w-6' }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 24 28" fill="none" strokeWidth="2.2" strokeLinecap="round" className={className}>
      <ellipse cx="12" cy="12" rx="10" ry="11" stroke="currentColor" />
      <path d="M7 8.5c1.2-2 2.8-3.1 4.8-3.4" className="stroke-accent" />
      <path d="M12 23v4" stroke="currentColor" />
    </svg>
  )
}
