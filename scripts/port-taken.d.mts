export function isPortTaken(port: number, hosts?: string[]): Promise<boolean>
export function portOf(text: string): number | null
export function noPort(text: string): string
export function portTaken(port: number, command: string): string
