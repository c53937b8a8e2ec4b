/** The file of a broken variant. */
export const mutant = (name: string) => new URL(`./mutants/${name}.mjs`, import.meta.url).href
/** A preload that the tests of the worker use too. */
export const testPreload = (name: string) => new URL(`../scripts/testing/${name}.mjs`, import.meta.url).href
