/** Who asks for a selfie, as every hosted page shows it. */
export type Asker = {
  name: string
  /** Where its logo is served; null: it has none. */
  logo: string | null
  privacyUrl: string | null
}
