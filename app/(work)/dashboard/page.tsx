import { redirect } from 'next/navigation'
import { isIndicatorCode } from '@/lib/indicators/catalogue'
import { load } from '@/lib/platform/load'

/** The reader's own region. */
export default async function OwnDashboard({ searchParams }: PageProps<'/dashboard'>) {
  const region = await load('dashboard:read', async (ctx) => ctx.actor.regionCode)
  const { indicator } = await searchParams
  const tab = typeof indicator === 'string' && isIndicatorCode(indicator) ? `?indicator=${indicator}` : ''
  redirect(`/dashboard/${region}${tab}`)
}
