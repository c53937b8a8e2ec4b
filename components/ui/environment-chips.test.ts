import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { CallbackFilters } from '@/components/callbacks/callback-filters'
import { EnrolleeFilters } from '@/components/enrollees/enrollee-filters'
import { JobFilters } from '@/components/jobs/job-filters'
import { LinkFilters } from '@/components/links/link-filters'
import { parseCallbackFilter } from '@/lib/domain/callback-filter'
import { parseEnrolleeFilter } from '@/lib/domain/enrollee-filter'
import { parseJobFilter } from '@/lib/domain/job-filter'
import { parseLinkFilter } from '@/lib/domain/link-filter'

type Search = { environment?: string }

const configured = ['SANDBOX'] as const
const jobs = { person: 0, waiting: 0, provisional: 0, approved: 0, rejected: 0, refused: 0, failed: 0 }
const links = { waiting: 0, opened: 0, said_no: 0, part_used: 0, completed: 0, expired: 0, stopped: 0 }
const callbacks = { waiting: 0, applied: 0, contradicts: 0, kept: 0, aside: 0 }

const lists: [path: string, filters: (search: Search) => ReactElement][] = [
  ['/jobs', (search) => createElement(JobFilters, { filter: parseJobFilter(search), counts: jobs, configured })],
  ['/links', (search) => createElement(LinkFilters, { filter: parseLinkFilter(search), counts: links, configured })],
  [
    '/callbacks',
    (search) => createElement(CallbackFilters, { filter: parseCallbackFilter(search), counts: callbacks, configured }),
  ],
  ['/enrollees', (search) => createElement(EnrolleeFilters, { filter: parseEnrolleeFilter(search), configured })],
]

test.each(lists)(
  '%s narrowed to an environment without keys shows its chip, and pressing it takes it off',
  (path, filters) => {
    const html = renderToStaticMarkup(filters({ environment: 'PRODUCTION' }))
    const chip = html.match(/<a [^>]*>Production<\/a>/)?.[0]
    expect(chip).toContain('aria-current="true"')
    expect(chip).toContain(`href="${path}"`)
  },
)

test.each(lists)('%s shows no environment where only one has keys and no address asks for it', (_path, filters) => {
  expect(renderToStaticMarkup(filters({}))).not.toMatch(/Sandbox|Production/)
})
