import { DATABASE_AWAY } from '@/lib/domain/database-away'

/** What an operator's page says when its database could not be reached, and that it is this: nothing is broken in Kioo. */
export const databaseAway = {
  isIt: ({ digest }: { digest?: string }) => digest === DATABASE_AWAY,
  title: 'The portal cannot reach its database right now',
  text: 'Nothing you sent is lost. This page tries again by itself; if it stays, tell whoever runs Kioo that PostgreSQL does not answer.',
}
