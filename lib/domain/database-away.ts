/** The digest by which an error page knows that the database could not be reached: of an error it is told nothing else. */
export const DATABASE_AWAY = 'database-away'
