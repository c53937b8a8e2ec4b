import { Message } from './message'
import { Post } from './post'
import type { Words } from './words'

type HereProps = {
  words: Words
  action: '/e/claim' | '/go/claim' | '/e/visit/again'
  /** What the form carries as proof: the link's token; or nothing, where a cookie is proof (a typed code's, an ended visit's). */
  proof: { token: string } | Record<string, never>
}

/** The link is open on another device: whoever holds this one decides where it goes on. */
export function Here({ words: { t, language }, action, proof }: HereProps) {
  return (
    <Message sign="ask" title={t('here.title')} text={t('here.text')}>
      <Post action={action} hidden={{ ...proof, language, supersede: 'yes' }} button={t('here.go')} />
    </Message>
  )
}
