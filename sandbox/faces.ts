import type { Findings } from './examine'
import type { Enrollee, Job } from './job'
import { type Comparison, compare, unpackDescriptor } from './likeness'
import type { Store } from './store'

export type Descriptor = readonly number[]

/** The selfie's descriptor; undefined when nobody looked or no fit face was seen. */
export function descriptorIn(findings: Findings): Descriptor | undefined {
  const selfie = findings.kind === 'pictures' ? findings.selfie : null
  return selfie?.face === 'fit' ? selfie.descriptor : undefined
}

/**
 * An authentication's face against the one on file. null: a registration, or nothing to compare, as when the person
 * was registered while sight was switched off.
 */
export function comparisonWithFile(store: Store, job: Job, descriptor: Descriptor | undefined): Comparison | null {
  const enrollee = job.jobType === 2 ? store.enrollee(job.partnerId, job.userId) : undefined
  const packed = enrollee?.faces[enrollee.complete ?? enrollee.provisional ?? '']
  return descriptor && packed !== undefined ? compare(unpackDescriptor(packed), descriptor) : null
}

/** The same partner's other user ids under which this face is on file. */
export function othersWithFace(store: Store, job: Job, descriptor: Descriptor): string[] {
  const isSame = ({ faces }: Enrollee) =>
    Object.values(faces).some((packed) => compare(unpackDescriptor(packed), descriptor) === 'same')
  return store
    .enrollees()
    .filter(({ partnerId, userId, deleted }) => partnerId === job.partnerId && userId !== job.userId && !deleted)
    .filter(isSame)
    .map(({ userId }) => userId)
}
