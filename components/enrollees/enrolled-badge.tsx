import { Badge } from '@/components/ui/badge'

/** Whether a face is on file with the provider. */
export function EnrolledBadge({ enrolledAt }: { enrolledAt: Date | null }) {
  return enrolledAt ? <Badge tone="ok">Enrolled</Badge> : <Badge tone="idle">Not enrolled</Badge>
}
