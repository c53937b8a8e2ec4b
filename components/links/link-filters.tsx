import { ChipLink, ClearFilters } from '@/components/ui/chip-link'
import { type Environment, environmentName } from '@/lib/domain/environment'
import { type LinkFilter, type LinkGroup, linkGroupNames, linkGroups, linksHref } from '@/lib/domain/link-filter'

type LinkFiltersProps = {
  filter: LinkFilter
  counts: Record<LinkGroup, number>
  environments: readonly Environment[]
}

/** Chips that narrow a list of links; each is a link, pressing one that is on takes it off. */
export function LinkFilters({ filter, counts, environments }: LinkFiltersProps) {
  const kept = { ...filter, before: null }
  return (
    <nav aria-label="Filters" className="mb-3.5 flex flex-wrap items-center gap-2">
      {linkGroupNames.map((group) => {
        const on = filter.group === group
        return (
          <ChipLink key={group} href={linksHref({ ...kept, group: on ? null : group })} on={on} count={counts[group]}>
            {linkGroups[group].name}
          </ChipLink>
        )
      })}
      {environments.length > 1 || filter.environment
        ? environments.map((environment) => {
            const on = filter.environment === environment
            return (
              <ChipLink key={environment} href={linksHref({ ...kept, environment: on ? null : environment })} on={on}>
                {environmentName[environment]}
              </ChipLink>
            )
          })
        : null}
      {linksHref(kept) === '/links' ? null : <ClearFilters href="/links" />}
    </nav>
  )
}
