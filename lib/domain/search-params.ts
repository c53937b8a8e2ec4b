/** One value of a search parameter, for those that were given twice. */
export const first = (value: unknown) => (Array.isArray(value) ? value[0] : value)
