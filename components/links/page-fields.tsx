'use client'
import { Field } from '@/components/ui/field'
import { Input, Select, Textarea } from '@/components/ui/input'
import { languageName, languages } from '@/lib/domain/language'
import { redirectAsCalled } from '@/lib/domain/redirect-url'
import type { PartProps } from './parts'

/** What the person's page is like, and where it leads. */
export function PageFields({ draft, errors, change, contact }: PartProps & { contact: string }) {
  const called = redirectAsCalled(draft.redirectUrl)
  return (
    <div className="grid gap-5">
      <Field
        label="Language of the page"
        error={errors.language}
        description="Their own is what their phone is set to. They can always switch it on the page."
      >
        {(wired) => (
          <Select
            {...wired}
            value={draft.language}
            onChange={(event) =>
              change({ language: languages.find((language) => language === event.currentTarget.value) ?? '' })
            }
          >
            <option value="">The person’s own</option>
            {languages.map((language) => (
              <option key={language} value={language}>
                {languageName[language]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="Where to go afterwards"
        error={errors.redirectUrl}
        description={
          called ? (
            <>
              After the result, a button leads to <span className="id text-ink">{called}</span>, exactly like this:
              nothing about the person is added.
            </>
          ) : (
            'Optional. An address that begins with https://'
          )
        }
      >
        {(wired) => (
          <Input
            {...wired}
            type="url"
            inputMode="url"
            value={draft.redirectUrl}
            maxLength={2000}
            placeholder="https://"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => change({ redirectUrl: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        label="Whom to ask"
        error={errors.contact}
        description={
          contact ? (
            <>
              Shown on every page of the link. Empty: your organisation’s own, which is
              <span className="mt-1 block border-l-2 border-line-strong pl-2.5 whitespace-pre-line">{contact}</span>
            </>
          ) : (
            'Shown on every page of the link. Your organisation has no contact of its own yet.'
          )
        }
      >
        {(wired) => (
          <Textarea
            {...wired}
            rows={2}
            maxLength={320}
            value={draft.contact}
            onChange={(event) => change({ contact: event.currentTarget.value })}
          />
        )}
      </Field>
    </div>
  )
}
