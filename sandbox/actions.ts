import { codesOf, dataInvalid, zipCorrupt } from './codes'
import type { JobType, Result } from './job'

/** The fourteen keys of the sourced registration sample; most stay as they are here. */
const none = {
  Human_Review_Compare: 'Not Applicable',
  Human_Review_Liveness_Check: 'Not Applicable',
  Human_Review_Selfie_Check: 'Not Applicable',
  Human_Review_Update_Selfie: 'Not Applicable',
  Liveness_Check: 'Not Applicable',
  Register_Selfie: 'Not Applicable',
  Return_Personal_Info: 'Not Applicable',
  Selfie_Check: 'Not Applicable',
  Selfie_Provided: 'Not Applicable',
  Selfie_To_ID_Authority_Compare: 'Not Applicable',
  Selfie_To_ID_Card_Compare: 'Not Applicable',
  Selfie_To_Registered_Selfie_Compare: 'Not Applicable',
  Update_Registered_Selfie_On_File: 'Not Applicable',
  Verify_ID_Number: 'Not Applicable',
}

type Case = {
  code: string
  jobType: JobType
  outcome: Result['outcome']
  byHuman: boolean
  reviewed: boolean
  livenessSent: boolean
}

const registered = {
  approved: 'Approved',
  provisional: 'Provisionally Approved',
  rejected: 'Rejected',
  unknown: 'Unable To Determine',
}
const compared = {
  approved: 'Completed',
  provisional: 'Completed',
  rejected: 'Failed',
  unknown: 'Unable To Determine',
}

/** Sourced for a passing registration; for every other case the values are INFERRED. */
export function actionsFor({ code, jobType, outcome, byHuman, reviewed, livenessSent }: Case): Record<string, string> {
  const codes = codesOf[jobType]
  if (code === zipCorrupt || code === dataInvalid) return { ...none, Selfie_Provided: 'Failed' }
  const selfieFailed = code === codes.noFace || code === codes.quality
  const livenessFailed = selfieFailed || code === codes.spoof || code === codes.humanFail
  const liveness = reviewed ? 'Sent to Human Review' : livenessFailed ? 'Failed' : 'Passed'
  const human = byHuman ? (outcome === 'approved' ? 'Passed' : 'Failed') : reviewed ? 'Under Review' : 'Not Applicable'
  return {
    ...none,
    Human_Review_Liveness_Check: human,
    Human_Review_Selfie_Check: human,
    Liveness_Check: livenessSent ? liveness : 'Not Applicable',
    Selfie_Check: selfieFailed ? 'Failed' : 'Passed',
    Selfie_Provided: 'Passed',
    ...(jobType === 4
      ? { Register_Selfie: registered[outcome] }
      : { Selfie_To_Registered_Selfie_Compare: compared[outcome] }),
  }
}
