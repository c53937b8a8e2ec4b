import type { Words } from './words'

/** Said where a link belongs to the provider's test environment: what its pages promise is not meant in earnest. */
export function TestNote({ words: { t } }: { words: Words }) {
  return <p className="rounded-card border border-line bg-wait-soft px-4 py-2 text-sm">{t('page.test')}</p>
}
