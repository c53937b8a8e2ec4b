import { LanguageSwitch } from './language-switch'
import type { Asker } from './organisation'
import type { Words } from './words'

type FrameProps = {
  words: Words
  asker: Asker
  /** Where the language switch comes back to. */
  back: string
  /** Whom to ask, in the organisation's own words. */
  contact?: string | undefined
  children: React.ReactNode
}

/** A page of the person's: one column, one thing to do, in her language and from its side. */
export function Frame({ words, asker, back, contact, children }: FrameProps) {
  const { t, dir, language } = words
  return (
    <div
      lang={language}
      dir={dir}
      className="mx-auto flex min-h-dvh w-full max-w-[430px] flex-col gap-5 px-[22px] pt-4 pb-7 text-base"
    >
      <header className="flex items-center gap-3">
        <Mark asker={asker} />
        <p className="min-w-0 leading-tight font-semibold [overflow-wrap:anywhere]">
          <bdi>{asker.name}</bdi>
        </p>
        <LanguageSwitch words={words} back={back} />
      </header>
      <main id="main" tabIndex={-1} className="flex flex-1 flex-col gap-5 outline-none">
        {children}
      </main>
      <footer className="grid gap-1 pt-2 text-sm text-ink-2 empty:hidden">
        {contact ? <Contact title={t('page.contact')}>{contact}</Contact> : null}
        {asker.privacyUrl ? (
          <p>
            <a href={asker.privacyUrl} target="_blank" rel="noopener noreferrer" className="link">
              {t('page.privacy', { organisation: asker.name })}
            </a>
          </p>
        ) : null}
      </footer>
    </div>
  )
}

/** The logo, or the first letter of the name. */
export function Mark({ asker: { name, logo } }: { asker: Asker }) {
  // Many logos are wide: in a square of 36 px nobody could read them.
  if (logo)
    return <img src={logo} alt="" className="h-9 max-w-28 min-w-9 shrink-0 rounded-[9px] bg-white object-contain" />
  return (
    <span
      aria-hidden
      className="grid size-9 shrink-0 place-items-center rounded-[9px] bg-accent font-bold text-on-accent"
    >
      {[...name][0]?.toUpperCase() ?? 'K'}
    </span>
  )
}

/** The page's one heading, and what it means. */
export function Lead({
  title,
  heading: Heading = 'h1',
  children,
}: {
  title: React.ReactNode
  /** Other than h1 where this page is a picture on another one. */
  heading?: 'h1' | 'h2'
  children?: React.ReactNode
}) {
  return (
    <div>
      <Heading className="text-2xl/[1.2] [overflow-wrap:anywhere]">{title}</Heading>
      {children ? <div className="mt-1.5 text-ink-2">{children}</div> : null}
    </div>
  )
}

/** Whom to ask, as it was typed. */
export function Contact({ title, children }: { title: string; children: string }) {
  return (
    <p className="[overflow-wrap:anywhere] whitespace-pre-line">
      <b className="block">{title}</b>
      <bdi>{children}</bdi>
    </p>
  )
}
