import { ChipLink, ClearFilters } from '@/components/ui/chip-link'
import { EnvironmentChips } from '@/components/ui/environment-chips'
import { UpdatesPlace } from '@/components/ui/updates-pill'
import type { Environment } from '@/lib/domain/environment'
import { type LinkFilter, type LinkGroup, linkGroupNames, linkGroups, linksHref } from '@/lib/domain/link-filter'

type LinkFiltersProps = {
  filter: LinkFilter
  counts: Record<LinkGroup, number>
  configured: readonly Environment[]
}

/** Chips that narrow a list of links; each is a link, pressing one that is on takes it off. */
export function LinkFilters({ filter, counts, configured }: LinkFiltersProps) {
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
      <EnvironmentChips
        chosen={filter.environment}
        configured={configured}
        hrefOf={(environment) => linksHref({ ...kept, environment })}
      />
      {linksHref(kept) === '/links' ? null : <ClearFilters href="/links" />}
      <UpdatesPlace />
    </nav>
  )
}
