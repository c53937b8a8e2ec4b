import Link from 'next/link'
import { PersonCell } from '@/components/jobs/person-cell'
import { Badge } from '@/components/ui/badge'
import { ListTable, listCell, listRow, listSmall } from '@/components/ui/list-table'
import { Time } from '@/components/ui/time'
import { type Environment, environmentName } from '@/lib/domain/environment'
import type { LinkState } from '@/lib/domain/link'
import { type LastVisit, linkStateView, linkTone } from '@/lib/domain/link-words'
import type { Person } from '@/lib/domain/mask'
import { zoneName } from '@/lib/domain/time'
import { type LinkActions, LinkMenu } from './link-menu'

type LinkInTable = {
  id: string
  createdAt: Date
  environment: Environment
  label: string
  state: LinkState
  person: Person | null
  userIdPrefix: string | null
  uses: number
  maxUses: number
  expiresAt: Date
  by: string
  last: LastVisit | null
  /** What there is to say beside the state. */
  note: string | null
  hasEmail: boolean
  reissuedAs: string | null
  mayManage: boolean
  erasedAt: Date | null
}

/** Links as a table at the desk and as cards on phones. The whole row leads to the link; what is done often is at its end. */
export function LinkTable({
  links,
  zone,
  actions,
}: {
  links: readonly LinkInTable[]
  zone: string
  actions: LinkActions
}) {
  return (
    <ListTable
      caption={'Links, newest first'}
      columns={[
        { key: 'for', name: 'For', className: 'w-[30%]' },
        { key: 'state', name: 'State' },
        { key: 'uses', name: 'Uses' },
        { key: 'until', name: `Good until (${zoneName(zone, new Date(), 'short')})` },
        { key: 'made', name: 'Made' },
        { key: 'moves', name: <span className="sr-only">What can be done</span> },
      ]}
    >
      {links.map((link) => (
        <Row key={link.id} link={link} zone={zone} actions={actions} />
      ))}
    </ListTable>
  )
}

function Row({ link, zone, actions }: { link: LinkInTable; zone: string; actions: LinkActions }) {
  const { name } = linkStateView[link.state]
  return (
    <tr className={listRow}>
      <td className={listCell}>
        <Who link={link} />
      </td>
      <td className={`${listCell} max-w-40 justify-self-end self-start text-right desk:max-w-none desk:text-left`}>
        <Badge tone={linkTone(link)}>{name}</Badge>
        {link.note ? <div className="mt-0.5 text-[0.8125rem] text-balance text-ink-3">{link.note}</div> : null}
      </td>
      <td className={`${listSmall} num`}>
        {link.uses} of {link.maxUses}
        <span className="desk:hidden"> used</span>
      </td>
      <td className={`${listSmall} text-right desk:text-left`}>
        <span className="desk:hidden">until </span>
        <Time at={link.expiresAt} zone={zone} />
        <Time
          at={link.expiresAt}
          zone={zone}
          show="relative"
          className="hidden text-[0.8125rem] text-ink-3 desk:block"
        />
      </td>
      <td className={`${listSmall} col-span-2 self-center pe-12`}>
        <span className="desk:block">
          <bdi>{link.by}</bdi>
        </span>
        <span className="before:content-['_·_'] desk:text-[0.8125rem] desk:text-ink-3 desk:before:content-none">
          <Time at={link.createdAt} zone={zone} show="relative" /> · {environmentName[link.environment]}
        </span>
      </td>
      <td className={`${listCell} absolute right-4 bottom-1 text-right sm:right-5 desk:static`}>
        {link.mayManage && !link.erasedAt ? <LinkMenu link={menuOf(link)} actions={actions} /> : null}
      </td>
    </tr>
  )
}

/** What a row's menu needs to know. */
export function menuOf({
  id,
  state,
  hasEmail,
  reissuedAs,
  ...link
}: Pick<LinkInTable, 'id' | 'state' | 'hasEmail' | 'reissuedAs' | 'person' | 'userIdPrefix' | 'label'>) {
  return { id, state, hasEmail, isReissued: reissuedAs !== null, title: linkTitle(link) }
}

/** How a link is called where there is room for one name. */
export function linkTitle({
  person,
  userIdPrefix,
  label,
}: Pick<LinkInTable, 'person' | 'userIdPrefix' | 'label'>): string {
  if (person) return person.displayName ?? person.userId
  return label || `${userIdPrefix ?? ''}…`
}

function Who({ link }: { link: LinkInTable }) {
  const cover = (name: React.ReactNode) => (
    <Link href={`/links/${link.id}`} className="after:absolute after:inset-0 focus-visible:outline-offset-4">
      {name}
    </Link>
  )
  if (link.person)
    return (
      <>
        <PersonCell person={link.person} link={cover} />
        {link.label ? <div className="mt-1 text-[0.8125rem] text-ink-2 desk:ml-[46px]">{link.label}</div> : null}
      </>
    )
  return (
    <div className="min-w-0">
      <div className="font-semibold wrap-anywhere">{cover(linkTitle(link))}</div>
      <div className="text-[0.8125rem] text-ink-3">
        Open to many · <span className="id">{link.userIdPrefix}…</span>
      </div>
    </div>
  )
}
