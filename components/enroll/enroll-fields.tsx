'use client'
import { Card } from '@/components/ui/card'
import type { Environment } from '@/lib/domain/environment'
import { REGISTER } from '@/lib/domain/job'
import { EnvironmentChoice } from './environment-choice'
import { LocationFields } from './location-fields'
import { PartnerParams } from './partner-params'
import type { PartProps } from './parts'
import { PersonFields } from './person-fields'
import { ReEnrollFields } from './re-enroll-fields'
import type { KnownUserId } from './use-user-id-check'

type EnrollFieldsProps = PartProps & {
  environments: readonly Environment[]
  known: KnownUserId | null
  /** The device's place was asked for by the person before. */
  askPlace: boolean
}

/** Everything that is typed or chosen. Whoever is authenticated is known already, and where. */
export function EnrollFields({ environments, known, askPlace, ...part }: EnrollFieldsProps) {
  const register = part.draft.type === REGISTER
  return (
    <Card title={register ? 'Who is it?' : 'What is sent'}>
      <div className="grid gap-5">
        {register ? <PersonFields {...part} known={known} /> : null}
        {register ? <EnvironmentChoice {...part} environments={environments} /> : null}
        {register ? <ReEnrollFields {...part} /> : null}
        <LocationFields {...part} askNow={askPlace} />
        <PartnerParams {...part} />
      </div>
    </Card>
  )
}
