import { FileCheck } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { ImportDownload, ImportRun } from '@/components/links/import-run'
import { ImportTable } from '@/components/links/import-table'
import { LinkButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { PageHead } from '@/components/ui/page-head'
import { Time } from '@/components/ui/time'
import { environmentName } from '@/lib/domain/environment'
import type { ImportRow } from '@/lib/domain/import-rows'
import { linksHref } from '@/lib/domain/link-filter'
import { importStage, importWords } from '@/lib/domain/link-import'
import { importAgainHref } from '@/lib/domain/link-prefill'
import { pageActor } from '@/lib/server/auth'
import { DOWNLOAD_MINUTES, readImport } from '@/lib/server/imports'
import { sealSearch } from '@/lib/server/sealed-search'
import { operatorZone } from '../../../zone'
import { makeNextLinksAction } from '../actions'

export const metadata: Metadata = { title: 'Import people' }

type Params = { params: Promise<{ importId: string }> }

export default async function Import({ params }: Params) {
  const { importId } = await params
  const actor = await pageActor('imports.manage', `/links/import/${encodeURIComponent(importId)}`)
  const view = await readImport(actor, importId)
  if (!view) notFound()
  const zone = await operatorZone()
  const { rows, wanted, made, madeLines, createdAt, downloadedAt, options } = view
  const stage = importStage(view)
  const { tone, title, text } = importWords(stage, {
    wanted,
    made,
    left: rows.length - wanted,
    warned: rows.filter(({ warning }) => warning).length,
  })
  // The rows go with the download, and with them how many there were.
  const count = rows.length || wanted
  const what = rows.length > 0 ? (count === 1 ? 'person' : 'people') : count === 1 ? 'link' : 'links'
  const shown = rows.map((row) => ({ ...row, made: madeLines.has(row.line) }))
  return (
    <>
      <PageHead
        above={<Link href={importAgainHref(view.id)}>Import people</Link>}
        title={`${count} ${what} from a file`}
        below={
          <>
            Checked <Time at={createdAt} zone={zone} /> · {environmentName[options.environment]}
            {options.label ? ` · ${options.label}` : null}
          </>
        }
        actions={
          <>
            {stage === 'begun' ? null : (
              <LinkButton href={importAgainHref(view.id)}>
                {stage === 'lapsed' || made === 0 || rows.length > wanted
                  ? 'Check the file again'
                  : 'Import another file'}
              </LinkButton>
            )}
            {stage === 'over' || stage === 'lapsed' ? (
              <LinkButton href={linksHref({ query: sealSearch(options.label) })}>See the links</LinkButton>
            ) : null}
          </>
        }
      />
      <div className="grid gap-5">
        <Callout tone={tone} title={title}>
          {text}
          {stage === 'downloaded' && downloadedAt ? (
            <>
              {' '}
              If the download broke off, it can be repeated until{' '}
              <Time at={new Date(downloadedAt.getTime() + DOWNLOAD_MINUTES * 60_000)} zone={zone} />.
            </>
          ) : null}
        </Callout>
        {stage === 'checked' || stage === 'begun' ? (
          <ImportRun importId={view.id} progress={{ wanted, made }} makeNext={makeNextLinksAction} />
        ) : null}
        {stage === 'made' || stage === 'downloaded' ? (
          <ImportDownload importId={view.id} again={stage === 'downloaded'} />
        ) : null}
        {shown.length > 0 ? (
          <Card
            title="Rows of the file"
            aside={
              rows.length > wanted ? (
                `${rows.length - wanted} with a problem, first`
              ) : (
                <FileCheck aria-hidden className="size-4" />
              )
            }
            flush
          >
            <ImportTable
              label="Rows of the file, those with a problem first"
              rows={[...shown].sort((one, other) => urgency(other) - urgency(one))}
            />
          </Card>
        ) : null}
      </div>
    </>
  )
}

/** Problems come first, then warnings; the others stay in the order of the file. */
const urgency = ({ problems, warning }: ImportRow) => (problems.length > 0 ? 2 : warning ? 1 : 0)
