import { testSettings } from '../scripts/testing/settings'

/** What every process of a trial is given; the rig itself reads the same, to make tokens and seals that fit. */
export const baseSettings: Record<string, string> = {
  ...testSettings,
  NEXT_TELEMETRY_DISABLED: '1',
  LOG_LEVEL: 'warn',
}

export const account = {
  partnerId: testSettings.SMILE_ID_SANDBOX_PARTNER_ID ?? '',
  apiKey: testSettings.SMILE_ID_SANDBOX_API_KEY ?? '',
}

export const sandboxSettings = (folder: string, port: number): Record<string, string> => ({
  KIOO_SANDBOX_STATE: folder,
  KIOO_SANDBOX_PORT: String(port),
  KIOO_SANDBOX_PARTNERS: `${account.partnerId}:${account.apiKey}`,
  KIOO_SANDBOX_PROCESSING_MS: '0',
  KIOO_SANDBOX_SIGHT: 'off',
  KIOO_SANDBOX_REVIEW_MS: '200',
  KIOO_SANDBOX_REDELIVERY_MS: '500,1000,2000,4000',
})
