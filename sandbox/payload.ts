import type { Job, Result } from './job'

/** The result object: the body of a callback (without its signature), and `result` of job_status. */
export function resultPayload(job: Job, result: Result, legacyFields: boolean) {
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

/** Smile Secure's report has a payload of its own: neither Actions nor a confidence, but whom it suspects. */
export function reportPayload(job: Job, { code, text }: Pick<Result, 'code' | 'text'>, suspects?: readonly string[]) {
  return {
    ...(suspects && { Antifraud: { SuspectUsers: suspects.map((user_id) => ({ user_id, reason: 'same-person' })) } }),
    PartnerParams: job.partnerParams,
    ResultCode: code,
    ResultText: text,
    SmileJobID: job.smileJobId,
  }
}

/** What a later version of the service may add, in every place where something may be added. */
export function withUnknownKeys(payload: Record<string, unknown>): Record<string, unknown> {
  const { Actions } = payload
  const more = { Palm_Check: 'Passed', Liveness_Check: 'Passed By Committee' }
  return {
    ...payload,
    ...(typeof Actions === 'object' && { Actions: { ...Actions, ...more } }),
    FutureField: 'a text',
    FutureObject: { list: [1, 'two', null], nested: { deeper: true } },
    FutureNothing: null,
  }
}
