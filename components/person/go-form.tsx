import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import { bareControlClass } from '@/components/ui/input'
import { Lead } from './frame'
import type { Words } from './words'

export type CodeProblem = 'wrong' | 'tooMany' | 'dead'

/** The code that was read out, typed. It is filled in already when the phone's camera brought it here. */
export function GoForm({
  words: { t, language },
  code,
  problem,
}: {
  words: Words
  code: string
  problem: CodeProblem | null
}) {
  return (
    <>
      <Lead title={t('go.title')}>{t('go.text')}</Lead>
      <form method="post" action="/go/claim" className="grid gap-4">
        <input type="hidden" name="language" value={language} />
        <div className="grid gap-1.5">
          <label htmlFor="code" className="font-medium">
            {t('go.label')}
          </label>
          <input
            id="code"
            name="code"
            type="text"
            dir="ltr"
            required
            maxLength={20}
            defaultValue={code}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            autoCorrect="off"
            spellCheck={false}
            aria-invalid={problem ? true : undefined}
            aria-describedby={problem ? 'code-wrong' : undefined}
            className={`${bareControlClass} h-[60px] text-center font-mono text-2xl tracking-[0.12em] uppercase`}
          />
          <FieldError id="code-wrong" message={problem ? t(`go.${problem}`) : undefined} />
        </div>
        <Button type="submit" variant="primary" size="large">
          {t('go.submit')}
        </Button>
      </form>
    </>
  )
}
