import 'server-only'
import { unscoped } from './db'
import { perProcess } from './per-process'

export type Installation = { isDemo: boolean; countyCode: string; countyName: string; countyNameEn: string | null }

const known = perProcess('installation', () => ({ value: null as Installation | null }))

/** What this database is for: a demo or one real county. Null before it was established; final afterwards, so it is read once. */
export async function installation(): Promise<Installation | null> {
  if (known.value) return known.value
  const row = await unscoped().installation.findFirst({ select: { isDemo: true, countyCode: true } })
  if (!row) return null
  const county = await unscoped().region.findUnique({
    where: { code: `${row.countyCode}000000` },
    select: { name: true, nameEn: true },
  })
  const found = { ...row, countyName: county?.name ?? '', countyNameEn: county?.nameEn ?? null }
  if (county) known.value = found
  return found
}
