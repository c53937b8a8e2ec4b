import { z } from 'zod'

/** What the address of the form may fill in beforehand: an enrollee of ours. Anything odd is left out. */
export const linkPrefillSchema = z.object({ enrollee: z.uuid().nullable().catch(null) })

/** Which import the form of another is filled in from: one's own, whose file is being corrected. */
export const importAgainSchema = z.object({ from: z.uuid().nullable().catch(null) })

/** The form of an import, filled in as that of another was. */
export const importAgainHref = (importId: string) => `/links/import?from=${importId}`
