import type { Job, Result } from './job'

/** A fraud report tells of no actions. */
export type Told = Omit<Result, 'actions'> & { actions?: Result['actions'] }

/** The result object: the body of a callback (without its signature), and `result` of job_status. */
export function resultPayload(job: Job, result: Told, legacyFields: boolean) {
  return {
    ...(legacyFields && {
      JSONVersion: '1.0.0',
      ResultType: 'SAIA',
      IsFinalResult: String(result.reviewCode === null),
      IsMachineResult: String(!result.byHuman),
    }),
    Actions: result.actions,
    ConfidenceValue: result.confidence,
    PartnerParams: job.partnerParams,
    ResultCode: result.code,
    ResultText: result.text,
    SmileJobID: job.smileJobId,
    Source: 'Rest API',
  }
}

/** What Smile Secure adds to its report: the other user ids that have this face. */
export function suspectsPayload(suspects: readonly string[]) {
  return { Antifraud: { SuspectUsers: suspects.map((user_id) => ({ user_id, reason: 'same-person' })) } }
}
