import 'server-only'
import { headers } from 'next/headers'

type Read = { get(name: string): string | null }

/**
 * Whether a request that changes something came from our own pages: its Origin is the host it was sent to. A request without Origin is
 * refused unless the browser itself says that it is of the same origin.
 */
export function comesFromHere(request: Read): boolean {
  const site = request.get('sec-fetch-site')
  if (site && site !== 'same-origin' && site !== 'none') return false
  const origin = request.get('origin')
  if (!origin) return site === 'same-origin'
  const host = request.get('x-forwarded-host')?.split(',')[0]?.trim() || request.get('host')
  if (!host || !URL.canParse(origin)) return false
  return new URL(origin).host === host.toLowerCase()
}

/** The same for the request at hand. */
export async function isSameOrigin(): Promise<boolean> {
  return comesFromHere(await headers())
}
