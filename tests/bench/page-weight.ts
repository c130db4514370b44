import type { Page } from '@playwright/test'

export type Weight = { kind: string; url: string; bytes: number }

/** Everything a browser with an empty cache receives for a page, head lines included, in bytes on the wire. */
export async function weigh(page: Page, address: string): Promise<Weight[]> {
  const wire = await page.context().newCDPSession(page)
  const seen = new Map<string, Weight>()
  await wire.send('Network.enable')
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
  wire.on('Network.responseReceived', ({ requestId, response, type }) => {
    if (response.url.startsWith('http')) seen.set(requestId, { kind: type, url: response.url, bytes: 0 })
  })
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const weight = seen.get(requestId)
    if (weight) weight.bytes = encodedDataLength
  })
  await page.goto(address, { waitUntil: 'networkidle' })
  await wire.detach()
  return [...seen.values()]
}

export const total = (weights: readonly Weight[]) => weights.reduce((sum, { bytes }) => sum + bytes, 0)

export const scripts = (weights: readonly Weight[]) => weights.filter(({ kind }) => kind === 'Script')

/** One line per kind, heaviest first. */
export function table(weights: readonly Weight[]): string {
  const kinds = new Map<string, number>()
  for (const { kind, bytes } of weights) kinds.set(kind, (kinds.get(kind) ?? 0) + bytes)
  const lines = [...kinds]
    .sort((a, b) => b[1] - a[1])
    .map(([kind, bytes]) => `${kind.padEnd(12)}${String(bytes).padStart(9)}`)
  return [...lines, `${'total'.padEnd(12)}${String(total(weights)).padStart(9)}`].join('\n')
}
