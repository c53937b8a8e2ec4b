export const home: string
export function install(options?: { dev?: boolean }): Promise<void>
export function generate(): Promise<void>
export function build(): Promise<void>
