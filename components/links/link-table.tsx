import Link from 'next/link'
import { PersonCell } from '@/components/jobs/person-cell'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import { type Environment, environmentName } from '@/lib/domain/environment'
import { type LinkState, linkStateView } from '@/lib/domain/link'
import type { Person } from '@/lib/domain/mask'
import { zoneName } from '@/lib/domain/time'
import type { VisitState } from '@/lib/domain/visit'
import { visitStageWords } from '@/lib/domain/visit-words'
import { type LinkActions, LinkMenu } from './link-menu'

export type LinkInTable = {
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
  stage: VisitState | null
  hasEmail: boolean
  reissuedAs: string | null
  mayManage: boolean
}

const head = 'border-b border-line px-4 py-2.5 text-left text-[0.78rem] font-medium text-ink-3'
const cell = 'desk:border-b desk:border-line desk:px-4 desk:py-2.5 desk:align-middle'

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
    <table className="block w-full desk:table desk:border-separate desk:border-spacing-0">
      <caption className="sr-only">Links, newest first</caption>
      <thead className="hidden desk:table-header-group">
        <tr>
          <th scope="col" className={`${head} w-[30%]`}>
            For
          </th>
          <th scope="col" className={head}>
            State
          </th>
          <th scope="col" className={head}>
            Uses
          </th>
          <th scope="col" className={head}>
            Good until ({zoneName(zone, new Date(), 'short')})
          </th>
          <th scope="col" className={head}>
            Made
          </th>
          <th scope="col" className={head}>
            <span className="sr-only">What can be done</span>
          </th>
        </tr>
      </thead>
      <tbody className="block divide-y divide-line desk:table-row-group desk:divide-y-0">
        {links.map((link) => (
          <Row key={link.id} link={link} zone={zone} actions={actions} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ link, zone, actions }: { link: LinkInTable; zone: string; actions: LinkActions }) {
  const { name, tone } = linkStateView[link.state]
  const stage = link.state === 'completed' ? null : link.stage
  return (
    <tr className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-2 px-4 py-3.5 transition-colors hover:bg-accent-soft/35 has-[a:focus-visible]:bg-accent-soft/35 desk:table-row desk:p-0 desk:[&:last-child>td]:border-b-0">
      <td className={cell}>
        <Who link={link} />
      </td>
      <td className={`${cell} justify-self-end self-start`}>
        <Badge tone={tone}>{name}</Badge>
        {stage ? (
          <div className="mt-0.5 hidden text-[0.8125rem] text-ink-3 desk:block">
            {visitStageWords(stage, link.state === 'in_use')}
          </div>
        ) : null}
      </td>
      <td className={`${cell} num text-[0.8125rem] text-ink-3 desk:text-sm desk:text-ink`}>
        {link.uses} of {link.maxUses}
        <span className="desk:hidden"> used</span>
      </td>
      <td className={`${cell} text-right text-[0.8125rem] text-ink-3 desk:text-left desk:text-sm desk:text-ink`}>
        <span className="desk:hidden">until </span>
        <Time at={link.expiresAt} zone={zone} />
        <Time
          at={link.expiresAt}
          zone={zone}
          show="relative"
          className="hidden text-[0.8125rem] text-ink-3 desk:block"
        />
      </td>
      <td className={`${cell} self-center text-[0.8125rem] text-ink-3 desk:text-sm desk:text-ink`}>
        <span className="desk:block">{link.by}</span>
        <span className="before:content-['_·_'] desk:text-[0.8125rem] desk:text-ink-3 desk:before:content-none">
          <Time at={link.createdAt} zone={zone} show="relative" /> · {environmentName[link.environment]}
        </span>
      </td>
      <td className={`${cell} text-right`}>
        {link.mayManage ? <LinkMenu link={menuOf(link)} actions={actions} /> : null}
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
