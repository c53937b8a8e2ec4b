import { Skeleton } from '@/components/ui/skeleton'

/** The shape of a page on its way. */
export default function Loading() {
  return (
    <div role="status">
      <span className="sr-only">Loading</span>
      <Skeleton className="mb-7 h-7 w-40" />
      <div className="divide-y divide-line rounded-card border border-line bg-surface shadow-lift">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
          <div key={row} className="flex items-center gap-3 px-4 py-3">
            <Skeleton className="h-10 w-8.5 rounded-[50%]" />
            <div className="grid flex-1 gap-2">
              <Skeleton className="h-3.5 w-44 max-w-full" />
              <Skeleton className="h-3 w-24" />
            </div>
            <Skeleton className="h-6 w-20 rounded-full" />
          </div>
        ))}
      </div>
    </div>
  )
}
