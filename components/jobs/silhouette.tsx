/** The mirror with nobody in it yet: holds a face's place without loading one. */
export function Silhouette({ className = 'h-10 w-8.5' }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={`relative block shrink-0 overflow-hidden rounded-[50%] border border-line-strong bg-sunken ${className}`}
    >
      <svg
        aria-hidden
        viewBox="0 0 34 40"
        fill="currentColor"
        className="absolute inset-0 size-full text-line-strong blur-[1.5px]"
      >
        <ellipse cx="17" cy="16.5" rx="6.6" ry="8.2" />
        <path d="M2 42c0-9.500 6.500-14 15-14s15 4.500 15 14Z" />
      </svg>
    </span>
  )
}
