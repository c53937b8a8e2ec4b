import { ClearFilters } from '@/components/ui/chip-link'
import { EnvironmentChips } from '@/components/ui/environment-chips'
import { UpdatesPlace } from '@/components/ui/updates-pill'
import { type EnrolleeFilter, enrolleesHref } from '@/lib/domain/enrollee-filter'
import type { Environment } from '@/lib/domain/environment'

type EnrolleeFiltersProps = { filter: EnrolleeFilter; configured: readonly Environment[] }

/** Chips that narrow the list of enrollees; each is a link, pressing one that is on takes it off. */
export function EnrolleeFilters({ filter, configured }: EnrolleeFiltersProps) {
  const kept = { ...filter, before: null }
  return (
    <nav aria-label="Filters" className="mb-3.5 flex flex-wrap items-center gap-2">
      <EnvironmentChips
        chosen={filter.environment}
        configured={configured}
        hrefOf={(environment) => enrolleesHref({ ...kept, environment })}
      />
      {enrolleesHref(kept) === '/enrollees' ? null : <ClearFilters href="/enrollees" />}
      <UpdatesPlace />
    </nav>
  )
}
