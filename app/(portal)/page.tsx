import { PageHead } from '@/components/ui/page-head'
import { pageActor } from '@/lib/server/auth'

export default async function Overview() {
  await pageActor('jobs.read', '/')
  return <PageHead title="Overview" />
}
