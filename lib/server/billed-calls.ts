import 'server-only'

/** What the names of the ledger's unique indexes begin with; their conditions are in schema.prisma. */
export const GUARD_PREFIX = 'BilledCall_once_'

/**
 * The ledger as parts of a job's move. `open` adds a line and breaks on the guard when the job, or by machine the
 * capture, was bought before. `taken` and `unsure` settle the open line; where the provider has a package that no
 * line tells of (the database was restored), they add it. `not_taken` frees the job and its capture again.
 * All arguments are SQL.
 */
export function billedSql({ moved, id, outcome }: { moved: string; id: string; outcome: string }): string {
  const line = `
    insert into "BilledCall" as call ("id", "jobId", "captureId", "type", "operatorId", "outcome", "closedAt")
    select ${id}::uuid, ${moved}."id", ${moved}."captureId", ${moved}."type", ${moved}."boughtById",
           ${outcome}::"BilledOutcome", case when ${outcome}::text = 'taken' then now() end
      from ${moved}`
  return `
  bought as (${line} where ${outcome}::text = 'open'
  ), settled as (${line} where ${outcome}::text in ('taken', 'unsure')
    on conflict ("jobId") where outcome <> 'not_taken'
      do update set "outcome" = excluded."outcome", "closedAt" = excluded."closedAt"
  ), freed as (
    update "BilledCall" as call set "outcome" = 'not_taken', "closedAt" = now() from ${moved}
     where ${outcome}::text = 'not_taken' and call."jobId" = ${moved}."id" and call."outcome" <> 'not_taken'
  )`
}
