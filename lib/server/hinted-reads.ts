import 'server-only'
import { HINTED_READ_AFTER } from '@/lib/domain/schedule'

/**
 * SQL: whether a delivery that was set aside makes the status of this job (`job`) be read. Anybody can send one again for
 * ever, so it is no way to hurry what is worth waiting for. A job on its way is asked after before each try and once it is
 * there; made due it would only lose a try, and the patience that Smile ID asked for. While nobody knows whether an
 * upload arrived it is asked after anyway, and the wait between is the protection. A refused one has no status.
 */
export const isHintable = `job."state" not in ('queued', 'submitting', 'refused')
      and not (job."state" = 'unknown' and job."uploadedAt" is null)`

/** SQL: when such a job (`job`) is read: some time after the last read that was written down, or now. greatest() ignores null. */
export const hintedReadAt = `greatest(now(), (
      select max("at") + interval '${HINTED_READ_AFTER} milliseconds' from "JobEvent"
       where "jobId" = job."id" and "kind" = 'status_read'))`
