import { type Environment, environmentName } from '@/lib/domain/environment'
import { ChipLink } from './chip-link'

type EnvironmentChipsProps = {
  /** The one a list is narrowed to; null: none. */
  chosen: Environment | null
  environments: readonly Environment[]
  /** The list's address narrowed to this environment; null: to none. */
  hrefOf: (environment: Environment | null) => string
}

/** Narrow a list to an environment. Nothing where there is only one, unless an address asked for it. */
export function EnvironmentChips({ chosen, environments, hrefOf }: EnvironmentChipsProps) {
  if (environments.length <= 1 && !chosen) return null
  return environments.map((environment) => {
    const on = chosen === environment
    return (
      <ChipLink key={environment} href={hrefOf(on ? null : environment)} on={on}>
        {environmentName[environment]}
      </ChipLink>
    )
  })
}
