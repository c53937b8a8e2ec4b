export function isPortTaken(port: number, hosts?: string[]): Promise<boolean>
export function portTaken(port: number, command: string): string
