import { z } from 'zod'

/** What the address of the form may fill in beforehand: an enrollee of ours. Anything odd is left out. */
export const linkPrefillSchema = z.object({ enrollee: z.uuid().nullable().catch(null) })
