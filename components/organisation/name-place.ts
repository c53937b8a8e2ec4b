/** Stands for the name in the words of the preview until what is typed replaces it. */
export const NAME_PLACE = '\u2063name\u2063'
