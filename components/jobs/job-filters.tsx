import { ChipLink, ClearFilters } from '@/components/ui/chip-link'
import { EnvironmentChips } from '@/components/ui/environment-chips'
import { UpdatesPlace } from '@/components/ui/updates-pill'
import type { Environment } from '@/lib/domain/environment'
import { type JobFilter, type JobGroup, jobCountMax, jobGroupNames, jobGroups, jobsHref } from '@/lib/domain/job-filter'

type JobFiltersProps = {
  filter: JobFilter
  counts: Record<JobGroup, number>
  configured: readonly Environment[]
}

/** Chips that narrow a list of jobs; each is a link, pressing one that is on takes it off. */
export function JobFilters({ filter, counts, configured }: JobFiltersProps) {
  const kept = { ...filter, before: null }
  return (
    <nav aria-label="Filters" className="mb-3.5 flex flex-wrap items-center gap-2">
      {jobGroupNames.map((group) => {
        const on = filter.group === group
        return (
          <ChipLink
            key={group}
            href={jobsHref({ ...kept, group: on ? null : group })}
            on={on}
            count={counts[group]}
            countMax={jobCountMax(group)}
          >
            {jobGroups[group].name}
          </ChipLink>
        )
      })}
      <span aria-hidden className="mx-1 h-4 w-px bg-line-strong" />
      <ChipLink href={jobsHref({ ...kept, today: !filter.today })} on={filter.today}>
        Today
      </ChipLink>
      <EnvironmentChips
        chosen={filter.environment}
        configured={configured}
        hrefOf={(environment) => jobsHref({ ...kept, environment })}
      />
      {jobsHref(kept) === '/jobs' ? null : <ClearFilters href="/jobs" />}
      <UpdatesPlace />
    </nav>
  )
}
