/** Names and values in two columns; a value that is null is left out. */
export function DefinitionList({ items }: { items: readonly { name: string; value: React.ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-2 text-[0.8438rem]">
      {items.map(({ name, value }) =>
        value === null || value === undefined ? null : (
          <div key={name} className="contents">
            <dt className="text-ink-3">{name}</dt>
            <dd className="min-w-0 text-right wrap-anywhere">{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}
