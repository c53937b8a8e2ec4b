import { Badge } from '@/components/ui/badge'

type EnrolledBadgeProps = { enrolledAt: Date | null; withdrawnAt: Date | null }

/** Whether a face is on file with the provider, and may be. */
export function EnrolledBadge({ enrolledAt, withdrawnAt }: EnrolledBadgeProps) {
  if (withdrawnAt) return <Badge tone="bad">Consent withdrawn</Badge>
  return enrolledAt ? <Badge tone="ok">Enrolled</Badge> : <Badge tone="idle">Not enrolled</Badge>
}
