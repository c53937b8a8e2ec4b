import { z } from 'zod'
import { parseJson } from './body'
import type { Job } from './job'
import type { Subject } from './lots'
import type { Sandbox } from './sandbox'
import { jobOfFolder } from './zip-target'

/** Whoever calls is known by the folder of an upload address, or by the body of a reservation or a status question. */
export type Caller = { folder: string } | { body: Uint8Array | undefined }

const who = z.object({ user_id: z.string(), job_id: z.string() })
const bodySchema = z.union([who, z.object({ partner_params: who }).transform(({ partner_params }) => partner_params)])
const nobody = { user_id: '', job_id: '' }

/** Whom a call is about, as far as it can be told before it is checked. `job`: the job it has by now. */
export function callerIn(sandbox: Sandbox, caller: Caller): Subject & { job: () => Job | undefined } {
  if ('folder' in caller) {
    const found = jobOfFolder(sandbox, caller.folder)
    return { userId: found?.userId ?? '', jobId: found?.jobId ?? '', job: () => jobOfFolder(sandbox, caller.folder) }
  }
  const parsed = bodySchema.safeParse(caller.body && parseJson(caller.body)?.value)
  const { user_id: userId, job_id: jobId } = parsed.success ? parsed.data : nobody
  const job = () => sandbox.store.jobs().find((one) => one.jobId === jobId && one.userId === userId)
  return { userId, jobId, job }
}
