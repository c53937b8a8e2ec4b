/**
 * A page's next step, in sight from the start: it waits at the foot of the screen until what stands before it has been
 * scrolled through, and then keeps its place among the rest. On low screens, or zoomed in, it would eat the page.
 * Nothing before it may take the focus: it could be hidden behind it.
 */
export function Held({ children }: { children: React.ReactNode }) {
  return (
    <div className="-mb-2 tall:sticky tall:bottom-0 tall:-mx-[22px] tall:-mt-2 tall:-mb-5 tall:bg-paper tall:px-[22px] tall:pt-2 tall:pb-[max(0.75rem,env(safe-area-inset-bottom))] tall:before:pointer-events-none tall:before:absolute tall:before:inset-x-0 tall:before:bottom-full tall:before:h-4 tall:before:bg-linear-to-t tall:before:from-paper tall:before:to-transparent print:static">
      {children}
    </div>
  )
}
