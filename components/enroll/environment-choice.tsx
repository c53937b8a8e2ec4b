'use client'
import { FieldError } from '@/components/ui/field'
import { type Environment, environmentName } from '@/lib/domain/environment'

const meaning: Record<Environment, string> = {
  SANDBOX: 'For trying things out: nobody is really enrolled.',
  PRODUCTION: 'Real people: the job is charged and stays on file.',
}

/** Where the job goes. With one configured environment there is nothing to choose: it is said. */
export function EnvironmentChoice({
  draft,
  errors,
  change,
  environments,
}: {
  draft: { environment: Environment }
  errors: Record<string, string>
  change: (changed: { environment: Environment }) => void
  environments: readonly Environment[]
}) {
  const [only, ...others] = environments
  if (only && others.length === 0)
    return (
      <div>
        <p className="font-medium">Environment</p>
        <p className="mt-0.5 text-ink-2">
          <span className="font-medium text-ink">{environmentName[only]}.</span> {meaning[only]}
        </p>
        <FieldError message={errors.environment} />
      </div>
    )
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium">Environment</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {environments.map((environment) => (
          <label
            key={environment}
            className="flex min-h-11 items-start gap-2.5 rounded-control border border-edge px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name="environment"
              value={environment}
              checked={draft.environment === environment}
              onChange={() => change({ environment })}
              aria-invalid={errors.environment ? true : undefined}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <span>
              <span className="font-medium">{environmentName[environment]}</span>
              <span className="block text-[0.8125rem] text-ink-2">{meaning[environment]}</span>
            </span>
          </label>
        ))}
      </div>
      <FieldError message={errors.environment} />
    </fieldset>
  )
}
