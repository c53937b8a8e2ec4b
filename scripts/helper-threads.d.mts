export const helperThreads: string
