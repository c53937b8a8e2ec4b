import { z } from 'zod'
import type { ProviderResult } from '@/lib/domain/provider'
import {
  anything,
  lenientCode,
  lenientNumber,
  lenientSmileJobId,
  lenientText,
  lenientTexts,
  plainObject,
} from './lenient'

/** A result as callbacks and the status read carry it (protocol v1); every field may be missing. */
const resultSchema = z.object({
  ResultCode: lenientCode,
  ResultText: lenientText,
  ConfidenceValue: lenientNumber,
  SmileJobID: lenientSmileJobId,
  Actions: lenientTexts,
  PartnerParams: anything
    .transform((value) => plainObject.safeParse(value).data ?? {})
    .pipe(z.object({ job_id: lenientText, user_id: lenientText, job_type: lenientNumber })),
})

/** The job a result says it belongs to; null where it does not say. */
export type ResultOwner = { jobId: string | null; userId: string | null; jobType: number | null }

/**
 * Reads a result object. An unknown code is kept as it came and a missing one is empty, so neither can
 * be mistaken for a verdict. Throws only when `value` is not an object.
 */
export function readResult(value: Readonly<Record<string, unknown>>): { result: ProviderResult; owner: ResultOwner } {
  const wire = resultSchema.parse(value)
  return {
    result: {
      code: wire.ResultCode ?? '',
      text: wire.ResultText ?? '',
      confidence: wire.ConfidenceValue,
      providerJobId: wire.SmileJobID,
      actions: wire.Actions,
    },
    owner: {
      jobId: wire.PartnerParams.job_id,
      userId: wire.PartnerParams.user_id,
      jobType: wire.PartnerParams.job_type,
    },
  }
}
