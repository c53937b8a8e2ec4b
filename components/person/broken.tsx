'use client'
import { createContext, useContext } from 'react'
import { Button } from '@/components/ui/button'
import { Sign } from './sign'

type BrokenWords = { title: string; text: string; again: string }

const Said = createContext<BrokenWords | null>(null)

/** Brings the words for a fault along with the page: when a fault comes, the server may not be there to give them. */
export const BrokenWordsProvider = Said.Provider

/** A fault of ours, in the person's language, and one thing to try. */
export function Broken({ onAgain }: { onAgain: () => void }) {
  const words = useContext(Said)
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[430px] flex-col gap-5 px-[22px] pt-15 pb-7 text-base">
      <Sign name="ask" />
      <div>
        <h1 className="text-2xl/[1.2]">{words?.title}</h1>
        <p className="mt-1.5 text-ink-2">{words?.text}</p>
      </div>
      <Button variant="primary" size="large" onClick={onAgain}>
        {words?.again}
      </Button>
    </main>
  )
}
