import { type Environment, environmentName, environmentsToShow } from '@/lib/domain/environment'
import { ChipLink } from './chip-link'

type EnvironmentChipsProps = {
  /** The one a list is narrowed to; null: none. */
  chosen: Environment | null
  /** Those with keys. */
  configured: readonly Environment[]
  /** The list's address narrowed to this environment; null: to none. */
  hrefOf: (environment: Environment | null) => string
}

/** Narrow a list to an environment. Nothing where there is only one, unless an address asked for it. */
export function EnvironmentChips({ chosen, configured, hrefOf }: EnvironmentChipsProps) {
  return environmentsToShow(configured, chosen).map((environment) => {
    const on = chosen === environment
    return (
      <ChipLink key={environment} href={hrefOf(on ? null : environment)} on={on}>
        {environmentName[environment]}
      </ChipLink>
    )
  })
}
