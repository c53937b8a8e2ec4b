/** Of an organisation's logo as it is uploaded; it is kept as a small picture. */
export const LOGO_BYTES_MAX = 256 * 1024

export const LOGO_TOO_LARGE = 'The logo is larger than 256 kB. Save it smaller.'
