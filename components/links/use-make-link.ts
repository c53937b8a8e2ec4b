'use client'
import { useRef, useState } from 'react'
import { randomUuid } from '@/components/ui/random'
import type { LinkDraft } from '@/lib/domain/link-form-draft'
import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'
import type { MadeLink } from './made'

export type MakeLink = (input: { formKey: string; draft: LinkDraft }) => Promise<Outcome<{ made: MadeLink }>>

/** About nobody: whether the form whose answer was lost is sent once more, also after a reload. */
const KEY = 'kioo.link.form-key'

const unreachable = refuse('unreachable', 'The portal could not be reached. What you typed is still here; try again.')

/** Makes a link of what is typed, once, however often the button is pressed. */
export function useMakeLink(make: MakeLink) {
  const formKey = useRef('')
  const busy = useRef(false)
  const [pending, setPending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [made, setMade] = useState<MadeLink | null>(null)

  /** Whether there is a link now. */
  async function send(draft: LinkDraft): Promise<boolean> {
    if (busy.current) return false
    busy.current = true
    setPending(true)
    formKey.current ||= sessionStorage.getItem(KEY) ?? randomUuid()
    sessionStorage.setItem(KEY, formKey.current)
    const outcome = await make({ formKey: formKey.current, draft }).catch(() => unreachable)
    busy.current = false
    setPending(false)
    if (outcome.ok || outcome.code !== unreachable.code) sessionStorage.removeItem(KEY)
    if (outcome.ok) {
      formKey.current = ''
      setRefusal(null)
      setMade(outcome.made)
      return true
    }
    // A lost answer keeps its key, so that the same form is not two links; anything else was not made.
    if (outcome.code === 'form_changed') formKey.current = ''
    setRefusal(outcome)
    return false
  }

  /** Forgets what was wrong with fields that are being changed. */
  function forget(names: readonly string[]): void {
    setRefusal((last) => {
      if (!last?.fields) return last
      const left = Object.fromEntries(Object.entries(last.fields).filter(([name]) => !names.includes(fieldOf(name))))
      return Object.keys(left).length ? { ...last, fields: left } : null
    })
  }

  /** For another link. */
  const again = () => {
    formKey.current = ''
    sessionStorage.removeItem(KEY)
    setMade(null)
    setRefusal(null)
  }
  return { send, forget, again, pending, refusal, made }
}

/** The minutes are checked as one thing and typed in two fields. */
const fieldOf = (name: string) => (name === 'expiryMinutes' ? 'expiryAmount' : name)
