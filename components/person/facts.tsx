/** What there is to know, one line of small print above each answer. */
export function Facts({ rows }: { rows: readonly { name: string; value: React.ReactNode }[] }) {
  return (
    <dl className="divide-y divide-line rounded-card border border-line bg-surface">
      {rows.map(({ name, value }) => (
        <div key={name} className="break-inside-avoid px-4 py-3">
          <dt className="text-sm text-ink-2">{name}</dt>
          <dd className="mt-0.5 [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
