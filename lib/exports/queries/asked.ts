import 'server-only'
import type { Column } from '@/lib/exports/schema'
import { isDay } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'

export type Asked = { params: Readonly<Record<string, string | undefined>>; regionCode: string; scope: string }
/** A list narrowed as its address says: the address without what only pages it, and the ids of all that it shows, in its order. */
export type Narrowed = {
  query: string
  ids: (ctx: Ctx, most: number) => Promise<string[]>
  /** Where the list itself says what columns it has. */
  columns?: (ctx: Ctx) => Promise<Column[]>
}
export type Read = (asked: Asked) => Narrowed

export const misunderstood = () => new DomainError('exports.notUnderstood')

/** One of the known values, or the first where none is asked for. */
export function oneOf<T extends string>(known: readonly T[], asked: string | undefined, otherwise: T): T {
  const found = known.find((each) => each === (asked ?? otherwise))
  if (!found) throw misunderstood()
  return found
}

/** One of the known values, or none where none is asked for. */
export function someOf<T extends string>(known: readonly T[], asked: string | undefined): T | undefined {
  return asked ? oneOf(known, asked, asked as T) : undefined
}

/** A day, or none where none is asked for. */
export function dayIn(asked: string | undefined): string | undefined {
  if (asked && !isDay(asked)) throw misunderstood()
  return asked || undefined
}

/** An id, or none where none is asked for. */
export function idIn(asked: string | undefined): string | undefined {
  if (asked && !isUuid(asked)) throw misunderstood()
  return asked || undefined
}

export function addressOf(region: string, told: Readonly<Record<string, string | number | undefined>>): string {
  const parts = Object.entries(told).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return new URLSearchParams([['region', region], ...parts]).toString()
}
