'use client'
import { useState } from 'react'
import { Menu } from '@/components/ui/menu'
import { type LinkState, linkMoves } from '@/lib/domain/link'
import type { Outcome } from '@/lib/domain/outcome'
import { ExtendDialog } from './extend-dialog'
import type { HandOver, Renewed } from './made'
import { MoveDialog } from './move-dialog'
import { ReissueDialog } from './reissue-dialog'

export type LinkActions = {
  move: (input: { linkId: string; move: 'pause' | 'resume' | 'revoke' }) => Promise<Outcome>
  extend: (input: { linkId: string; expiryMinutes: number }) => Promise<Outcome>
  reissue: (input: { linkId: string; formKey: string; title: string }) => Promise<Outcome<Renewed>>
  remind: (input: { linkId: string; formKey: string; title: string }) => Promise<Outcome<Renewed>>
  handOver: HandOver
  codeAddress: string
}

export type MenuLink = { id: string; state: LinkState; hasEmail: boolean; isReissued: boolean; title: string }

type Question = 'reissue' | 'remind' | 'extend' | 'pause' | 'resume' | 'revoke'

const names: Record<Question, string> = {
  reissue: 'Re-issue …',
  remind: 'Remind by e-mail …',
  extend: 'Extend …',
  pause: 'Pause …',
  resume: 'Resume …',
  revoke: 'Revoke …',
}

/** What can be done with a link now. */
function questionsFor({ state, hasEmail, isReissued }: MenuLink): Question[] {
  const { extend, pause, resume, revoke } = linkMoves(state)
  const may: Record<Question, boolean> = {
    reissue: !isReissued,
    remind: !isReissued && hasEmail && state !== 'completed',
    extend,
    pause,
    resume,
    revoke,
  }
  return (['reissue', 'remind', 'extend', 'pause', 'resume', 'revoke'] as const).filter((question) => may[question])
}

/** A link's moves behind one button at the end of its row; each is asked about before it is done. */
export function LinkMenu({ link, actions }: { link: MenuLink; actions: LinkActions }) {
  const [question, setQuestion] = useState<Question | null>(null)
  const offered = questionsFor(link)
  const close = () => setQuestion(null)
  return (
    <>
      {offered.length > 0 ? (
        <Menu
          label={`What can be done with the link for ${link.title}`}
          items={offered.map((name) => ({
            name: names[name],
            onSelect: () => setQuestion(name),
            danger: name === 'revoke',
          }))}
        />
      ) : null}
      <LinkQuestion link={link} actions={actions} question={question} close={close} />
    </>
  )
}

/** The dialog of one move. */
function LinkQuestion({
  link,
  actions,
  question,
  close,
}: {
  link: MenuLink
  actions: LinkActions
  question: Question | null
  close: () => void
}) {
  const isMove = question === 'pause' || question === 'resume' || question === 'revoke'
  return (
    <>
      <ReissueDialog
        link={link}
        actions={actions}
        kind={question === 'remind' ? 'remind' : 'reissue'}
        open={question === 'reissue' || question === 'remind'}
        close={close}
      />
      <ExtendDialog link={link} extend={actions.extend} open={question === 'extend'} close={close} />
      <MoveDialog link={link} move={isMove ? question : null} run={actions.move} close={close} />
    </>
  )
}
