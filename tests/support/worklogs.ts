import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/platform/actor'
import { insert, PLACES, type Row } from './builders'

type Who = Pick<Actor, 'userId' | 'name' | 'regionCode'>

/** A log of a day spent in one's village, written that day; `over` replaces columns. */
export async function aLog({ userId, name, regionCode }: Who, day: string, over: Row = {}) {
  const id = (over.id as string | undefined) ?? randomUUID()
  await insert('work_log', {
    county_code: regionCode.slice(0, 6),
    id,
    region_code: regionCode,
    user_id: userId,
    user_name: name,
    day,
    presence: 'VILLAGE',
    content: '入户走访',
    written_at: `${day}T12:00:00Z`,
    ...over,
  })
  return id
}

/** Leave that somebody asked for, not decided; `over` replaces columns. */
export async function aLeave(over: Row = {}, { regionCode = PLACES.village }: { regionCode?: string } = {}) {
  const id = (over.id as string | undefined) ?? randomUUID()
  await insert('work_leave', {
    county_code: regionCode.slice(0, 6),
    id,
    region_code: regionCode,
    user_id: randomUUID(),
    user_name: '甲',
    kind: 'PERSONAL',
    reason: '家中有事',
    from_on: '2020-03-10',
    to_on: '2020-03-12',
    asked_at: '2020-03-09T02:00:00Z',
    ...over,
  })
  return id
}
