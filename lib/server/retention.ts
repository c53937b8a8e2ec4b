import 'server-only'
import { Prisma } from './generated/prisma/client'

/** Days for which things stay while no organisation has said otherwise; the schema's own default. */
const RETENTION_DAYS = 30

/** SQL: what was over before this time is kept no longer, as the organisation has chosen, by the database's clock. */
export const keptSince = Prisma.sql`(
  SELECT now() - make_interval(days =>
    COALESCE((SELECT "retentionDays" FROM "Organisation" WHERE id = 1), ${RETENTION_DAYS}::int)))`
