import { type Environment, environmentName } from '@/lib/domain/environment'

const looks: Record<Environment, string> = {
  SANDBOX: 'bg-warn-soft text-warn',
  PRODUCTION: 'bg-ink text-paper',
}

/** The environments this portal has keys for, always in sight, so that nobody enrolls into the wrong one. */
export function Environments({ environments }: { environments: readonly Environment[] }) {
  return (
    <ul aria-label="Environments" className="flex gap-1.5 desk:flex-col">
      {environments.map((environment) => (
        <li
          key={environment}
          className={`flex h-7 items-center gap-2 rounded-full px-3 text-[0.78rem] font-semibold max-[22rem]:px-2 desk:h-9 desk:rounded-lg desk:px-2.5 ${looks[environment]}`}
        >
          <span
            aria-hidden
            className={`size-2 bg-current max-[22rem]:hidden ${environment === 'SANDBOX' ? 'rounded-full' : 'rotate-45 rounded-[1px]'}`}
          />
          {environmentName[environment]}
        </li>
      ))}
    </ul>
  )
}
