import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Time } from '@/components/ui/time'
import { type Environment, environmentName } from '@/lib/domain/environment'
import { languageName, languages } from '@/lib/domain/language'

type LinkTerms = {
  environment: Environment
  uses: number
  maxUses: number
  expiresAt: Date
  createdAt: Date
  by: string
  email: string | null
  label: string
  language: string | null
  redirectUrl: string | null
  contact: string
  allowReEnroll: boolean
  reason: string | null
  sentAt: Date | null
  remindedAt: Date | null
}

/** What was agreed when the link was made. */
export function TermsCard({ link, zone }: { link: LinkTerms; zone: string }) {
  const language = languages.find((one) => one === link.language)
  return (
    <Card title="The link">
      <DefinitionList
        items={[
          { name: 'Environment', value: environmentName[link.environment] },
          { name: 'Uses', value: `${link.uses} of ${link.maxUses}` },
          { name: 'Good until', value: <Time at={link.expiresAt} zone={zone} /> },
          { name: 'Made', value: <Time at={link.createdAt} zone={zone} /> },
          { name: 'By', value: link.by },
          { name: 'Label', value: link.label || null },
          { name: 'E-mail', value: link.email },
          { name: 'Sent', value: link.sentAt && <Time at={link.sentAt} zone={zone} /> },
          { name: 'Reminded', value: link.remindedAt && <Time at={link.remindedAt} zone={zone} /> },
          { name: 'Language', value: language ? languageName[language] : 'The person’s own' },
          { name: 'Afterwards', value: link.redirectUrl && <span className="id">{link.redirectUrl}</span> },
          {
            name: 'Whom to ask',
            value: link.contact ? <bdi className="whitespace-pre-line">{link.contact}</bdi> : 'The organisation’s own',
          },
          {
            name: 'Re-enroll',
            value: link.allowReEnroll ? ['Allowed', link.reason].filter(Boolean).join(': ') : 'Not allowed',
          },
        ]}
      />
    </Card>
  )
}
