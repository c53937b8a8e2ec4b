/** Said by a page that follows by asking, once nobody has been at it for a while: see attended. */
export function Resting() {
  return (
    <p className="text-sm text-ink-2">
      Nobody has touched this page for five minutes, so it no longer follows. Move the pointer to go on.
    </p>
  )
}
