import { REGISTER } from '@/lib/domain/job'
import { smileJobId } from './callbacks'
import type { ChaosJob } from './jobs'
import { account } from './settings'

const day = 24 * 60 * 60 * 1000
const texts: Record<string, { text: string; outcome: string }> = {
  '0840': { text: 'Enroll User', outcome: 'approved' },
  '0841': { text: 'Enroll Failed', outcome: 'rejected' },
}

/**
 * Lines of the sandbox's journal for jobs it has judged before it starts: a trial of callbacks then need not
 * submit thousands of captures first.
 */
export function judgedBefore(jobs: readonly ChaosJob[], codeOf: (job: ChaosJob) => string): object[] {
  const now = Date.now()
  return jobs.map((job) => {
    const code = codeOf(job)
    const result = { code, ...texts[code], confidence: '99', actions: {}, reviewCode: null, byHuman: false, at: now }
    return {
      kind: 'job',
      job: {
        smileJobId: smileJobId(job),
        refId: `chaos-${job.number}`,
        partnerId: account.partnerId,
        userId: job.userId,
        jobId: job.id,
        jobType: REGISTER,
        partnerParams: { user_id: job.userId, job_id: job.id, job_type: REGISTER },
        callbackUrl: null,
        uploadToken: '',
        uploadExpiresAt: now + day,
        createdAt: now,
        zipAt: now,
        judgeAt: null,
        reviewAt: null,
        results: [result],
        deliveries: [],
      },
    }
  })
}
