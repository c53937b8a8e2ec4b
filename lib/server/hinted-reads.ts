import 'server-only'
import { HINTED_READ_AFTER_MS } from '@/lib/domain/schedule'

/**
 * SQL: whether a delivery that was set aside may have the status of this job (`job`) read. Anybody can send such a
 * delivery again and again, so it must not cut short a wait that is there for a reason:
 * - queued or submitting: to be due now would only cost the job a try, perhaps before the time Smile ID asked for;
 * - in doubt (nobody knows whether the upload arrived): its status is read anyway, and the waits are what protects it;
 * - refused: there is no status.
 */
export const isHintable = `job."state" not in ('queued', 'submitting', 'refused')
      and not (job."state" = 'unknown' and job."uploadedAt" is null)`

/** SQL: when it is read: HINTED_READ_AFTER_MS the last read in the history, or now. greatest() ignores null. */
export const hintedReadAt = `greatest(now(), (
      select max("at") + interval '${HINTED_READ_AFTER_MS} milliseconds' from "JobEvent"
       where "jobId" = job."id" and "kind" = 'status_read'))`
