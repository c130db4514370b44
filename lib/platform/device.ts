import 'server-only'
import { headers } from 'next/headers'
import { addressOf } from './peer'

type Read = { get(name: string): string | null }

/** The browser that asks. */
export function deviceOf(request: Read): { isPhone: boolean; userAgent: string; address: string } {
  const userAgent = request.get('user-agent') ?? ''
  return {
    isPhone: request.get('sec-ch-ua-mobile') === '?1' || /Mobi|Android|iPhone|HarmonyOS/i.test(userAgent),
    userAgent: userAgent.slice(0, 200),
    address: addressOf(request),
  }
}

export async function currentDevice() {
  return deviceOf(await headers())
}
