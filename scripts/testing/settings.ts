/** The same bytes in every run, so that what is derived from them can be written down in a test. */
const bytes = (fill: number) => Buffer.alloc(32, fill).toString('base64')

/** Every setting a process of ours wants, but for the database. */
export const testSettings: Record<string, string> = {
  KIOO_URL: 'http://localhost:3000',
  KIOO_SECRET: bytes(1),
  KIOO_FRAME_KEYS: `test:${bytes(2)}`,
  SMILE_ID_SANDBOX_URL: 'http://127.0.0.1:9/v1',
  SMILE_ID_SANDBOX_PARTNER_ID: '100',
  SMILE_ID_SANDBOX_API_KEY: '00000000-0000-4000-8000-000000000000',
  // Most tests' pictures show nobody; those of the gate itself switch it on.
  KIOO_FACE_GATE: 'off',
  LOG_LEVEL: 'silent',
}
