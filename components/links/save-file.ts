/** Hands a file made in this page to the browser's downloads: what is secret in it travels nowhere. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  // The download has begun once the click is over; Safari wants a moment more.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** "Wanjiru Kamau" → "wanjiru-kamau": fit for any disk. */
export function fileName(title: string): string {
  const plain = title
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return plain.slice(0, 40) || 'link'
}
