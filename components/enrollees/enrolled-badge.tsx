import { Badge } from '@/components/ui/badge'

type EnrolledBadgeProps = { enrolledAt: Date | null; withdrawnAt: Date | null; isErased: boolean }

/** Whether a face is on file with the provider, and may be. */
export function EnrolledBadge({ enrolledAt, withdrawnAt, isErased }: EnrolledBadgeProps) {
  if (isErased) return <Badge tone="idle">Erased</Badge>
  if (withdrawnAt) return <Badge tone="bad">Consent withdrawn</Badge>
  return enrolledAt ? <Badge tone="ok">Enrolled</Badge> : <Badge tone="idle">Not enrolled</Badge>
}
