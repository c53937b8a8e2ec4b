/**
 * Where the detector's runtime and models are served from (scripts/face-files.mjs puts them there). The versions of
 * both are in the address, so that what was fetched once may be kept for ever.
 */
export const FACE_FILES = '/face/3.3.6-4.22.0/'

/** What those files weigh together, roughly, for a progress bar before their answers have said so. */
export const FACE_FILES_BYTES = 2_620_000
