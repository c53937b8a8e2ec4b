import { Message } from './message'
import { Post } from './post'
import type { Words } from './words'

/** The link is open on another device: whoever holds this one decides where it goes on. */
export function Here({ words: { t, language }, token }: { words: Words; token: string }) {
  return (
    <Message sign="ask" title={t('here.title')} text={t('here.text')}>
      <Post action="/e/claim" hidden={{ token, language, supersede: 'yes' }} button={t('here.go')} />
    </Message>
  )
}
