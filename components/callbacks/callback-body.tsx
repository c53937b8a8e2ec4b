/** A body as far as it may be shown. */
export type ShownBody = {
  /** Null: sealed, and not opened here. */
  raw: string | null
  /** Null: not JSON, or not all of it is here. */
  pretty: string | null
  /** How long the body is, and how much of it is here. */
  bytes: number
  shown: number
}

/** What was posted, indented where that can be done, and below it byte for byte. */
export function CallbackBody({ raw, pretty, bytes, shown }: ShownBody) {
  if (raw === null) return null
  if (bytes === 0)
    return <p className="text-ink-2">None: it came without one, or somebody it was about is erased here.</p>
  return (
    <>
      <Text label="Callback body, indented" text={pretty ?? raw} />
      {shown < bytes ? (
        <p className="mt-1 text-[0.8125rem] text-ink-3">
          The first <span className="num">{shown}</span> of <span className="num">{bytes}</span> bytes.
        </p>
      ) : null}
      {pretty ? (
        <details className="mt-1">
          <summary className="min-h-6 text-[0.8125rem] font-medium text-ink-2 hover:text-ink">As it came</summary>
          <Text label="Callback body, byte for byte" text={raw} />
        </details>
      ) : null}
    </>
  )
}

function Text({ label, text }: { label: string; text: string }) {
  return (
    <section aria-label={label} className="mt-1 rounded-control bg-sunken p-3">
      <pre className="font-mono text-xs/relaxed whitespace-pre-wrap wrap-anywhere">{text}</pre>
    </section>
  )
}
