import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Time } from '@/components/ui/time'
import { type BilledOutcome, costWords } from '@/lib/domain/cost'
import { type Environment, environmentName } from '@/lib/domain/environment'
import { type CaptureGuidance, guidanceWords } from '@/lib/domain/guidance'
import { type JobType, jobTypeName, REGISTER } from '@/lib/domain/job'
import type { Person } from '@/lib/domain/mask'

type SentJob = {
  environment: Environment
  type: JobType
  person: Person
  allowReEnroll: boolean
  useEnrolledImage: boolean
  reason: string | null
  location: { latitude: number; longitude: number; altitude: number | null; accuracy: number | null } | null
  partnerParams: Record<string, string>
  smileJobId: string | null
  confidence: number | null
  billed: BilledOutcome[]
  by: string
  /** Captured by the person: `by` is then whoever made the link. */
  isByLink: boolean
  /** How the pictures came about; null for captures of earlier versions. */
  guidance: CaptureGuidance | null
  createdAt: Date
}

/** What was asked of the provider, and by whom. */
export function SentCard({ job, zone }: { job: SentJob; zone: string }) {
  const items = [
    { name: 'Environment', value: environmentName[job.environment] },
    { name: 'Type', value: `${job.type} · ${jobTypeName[job.type].toLowerCase()}` },
    { name: 'User id', value: <span className="id">{job.person.userId}</span> },
    { name: 'Re-enroll', value: job.type === REGISTER ? (job.allowReEnroll ? 'allowed' : 'not allowed') : null },
    { name: 'Use enrolled image', value: job.useEnrolledImage ? 'yes' : 'no' },
    { name: 'Reason', value: job.reason },
    { name: 'Location', value: job.location && place(job.location) },
    ...Object.entries(job.partnerParams).map(([name, value]) => ({ name, value })),
    {
      name: 'Made by',
      value: job.isByLink ? (
        <>
          the person, by a link of <bdi>{job.by}</bdi>
        </>
      ) : (
        job.by
      ),
    },
    { name: 'Pictures', value: job.guidance && guidanceWords(job.guidance) },
    { name: 'Made', value: <Time at={job.createdAt} zone={zone} /> },
    { name: 'Smile ID’s job', value: job.smileJobId && <span className="id">{job.smileJobId}</span> },
    { name: 'Cost', value: costWords(job.billed) },
    { name: 'Confidence', value: job.confidence === null ? null : `${job.confidence} %` },
  ]
  return (
    <Card title="Sent">
      <DefinitionList items={items} />
    </Card>
  )
}

function place({ latitude, longitude, altitude, accuracy }: NonNullable<SentJob['location']>): string {
  return [
    `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`,
    accuracy !== null && `± ${Math.round(accuracy)} m`,
    altitude !== null && `${Math.round(altitude)} m up`,
  ]
    .filter(Boolean)
    .join(' · ')
}
