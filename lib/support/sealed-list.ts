import 'server-only'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import * as z from 'zod'
import { openBytes, seal } from '@/lib/platform/fields'
import { CATEGORIES } from '@/lib/support/schema'

const HOUR_MS = 3_600_000
const LARGEST = 1_000_000

const SealedList = z.object({
  category: z.enum(CATEGORIES),
  purpose: z.string(),
  listed: z.array(z.object({ row: z.number(), text: z.string() })),
  at: z.iso.datetime(),
})
export type SealedList = z.output<typeof SealedList>

/** A list as the page carries it between looking and confirming: nobody but us opens or alters it, and under another id it does not open. */
export function sealList(
  id: string,
  list: Readonly<Omit<SealedList, 'listed'>> & { listed: readonly unknown[] },
): string {
  return seal('department_list', 'carried', id, deflateRawSync(JSON.stringify(list))).toString('base64')
}

/** Opens it again within the hour; null when it is none, another's, altered, or older. */
export function openList(id: string, carried: string, now: Date): SealedList | null {
  try {
    const bytes = openBytes('department_list', 'carried', id, Buffer.from(carried, 'base64'))
    const list = SealedList.parse(JSON.parse(inflateRawSync(bytes, { maxOutputLength: LARGEST }).toString('utf8')))
    return now.getTime() - Date.parse(list.at) > HOUR_MS ? null : list
  } catch {
    return null
  }
}
