import { ChipLink, ClearFilters } from '@/components/ui/chip-link'
import { EnvironmentChips } from '@/components/ui/environment-chips'
import { UpdatesPlace } from '@/components/ui/updates-pill'
import {
  type CallbackFilter,
  type CallbackGroup,
  callbackGroupNames,
  callbackGroups,
  callbacksHref,
} from '@/lib/domain/callback-filter'
import type { Environment } from '@/lib/domain/environment'

type CallbackFiltersProps = {
  filter: CallbackFilter
  counts: Record<CallbackGroup, number>
  configured: readonly Environment[]
}

/** Chips that narrow the list of callbacks; each is a link, pressing one that is on takes it off. */
export function CallbackFilters({ filter, counts, configured }: CallbackFiltersProps) {
  const kept = { ...filter, before: null }
  return (
    <nav aria-label="Filters" className="mb-3.5 flex flex-wrap items-center gap-2">
      {callbackGroupNames.map((group) => {
        const on = filter.group === group
        return (
          <ChipLink
            key={group}
            href={callbacksHref({ ...kept, group: on ? null : group })}
            on={on}
            count={counts[group]}
          >
            {callbackGroups[group].name}
          </ChipLink>
        )
      })}
      <EnvironmentChips
        chosen={filter.environment}
        configured={configured}
        hrefOf={(environment) => callbacksHref({ ...kept, environment })}
      />
      {filter.code ? (
        <ChipLink href={callbacksHref({ ...kept, code: null })} on>
          Code <span className="num">{filter.code}</span>
        </ChipLink>
      ) : null}
      {filter.jobId ? (
        <ChipLink href={callbacksHref({ ...kept, jobId: null })} on>
          Job <span className="id">…{filter.jobId.slice(-12)}</span>
        </ChipLink>
      ) : null}
      {callbacksHref(kept) === '/callbacks' ? null : <ClearFilters href="/callbacks" />}
      <UpdatesPlace />
    </nav>
  )
}
