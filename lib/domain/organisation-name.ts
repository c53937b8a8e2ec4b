/** Who asks, as people read it on their pages: while nobody has said what the organisation is called, the portal. */
export function organisationName(name: string): string {
  return name.trim() || 'Kioo'
}
