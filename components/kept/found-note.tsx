'use client'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { leaveFocus } from '@/components/ui/leave-focus'

const says = {
  reload: {
    title: 'What was typed here is back',
    text: 'The page was left or loaded again before the form was sent. Make sure that it is still the same person.',
    button: 'Start over',
  },
  both: {
    title: 'What was typed here is back, and the pictures too',
    text: 'The page was left or loaded again before the form was sent. Make sure that it is still the same person.',
    button: 'Start over',
  },
  link: {
    title: 'What was typed here is back',
    text: 'The page was left or loaded again before the link was made. Read it through once more.',
    button: 'Start over',
  },
  pictures: {
    title: 'The pictures taken before are back',
    text: 'This page was left before they were sent. Make sure that it is still the same person.',
    button: 'Start over',
  },
  next: {
    title: 'Ready for the next person',
    text: 'The settings of the form before are kept. Nothing of the person before is.',
    button: 'Clear the settings',
  },
} as const

/** The form did not open empty: why, and the way back to an empty one. */
export function FoundNote({ why, onStartOver }: { why: keyof typeof says; onStartOver: () => void }) {
  const { title, text, button } = says[why]
  return (
    <Callout
      role="status"
      title={title}
      action={
        <Button ref={leaveFocus} onClick={onStartOver}>
          {button}
        </Button>
      }
    >
      {text}
    </Callout>
  )
}
