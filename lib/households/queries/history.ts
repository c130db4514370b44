import 'server-only'
import { changedFields, type FieldChange } from '@/lib/households/rules/history'
import { maskName } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import { findChanges, findHistoryPlace, findReadings, type HistorySpan } from '@/lib/households/sql/history'
import { isDay } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'

const PAGE = 30

type Line = { key: string; at: Date; actor: string | null; actingFor: string | null; person: string | null }
export type Change = Line & { table: string; action: string; command: string; fields: FieldChange[] }
export type Reading = Line & { kind: string; field: string | null; purpose: string | null; reason: string | null }

export type HistoryAsked = { kind?: string; from?: string; to?: string; person?: string; before?: string }

export type History = {
  regionCode: string
  headName: string
  members: { id: string; name: string }[]
  asked: { kind: 'CHANGES' | 'READINGS'; from: string; to: string; person: string }
  changes: Change[]
  readings: Reading[]
  /** Where the next page begins; null at the end. */
  older: string | null
}

/** Who changed or read a household, page by page. Errors: NotFoundError for missing, foreign and malformed ids alike. */
export async function getHistory(ctx: Ctx, id: string, query: HistoryAsked): Promise<History> {
  const place = isUuid(id) ? await findHistoryPlace(ctx, id) : null
  if (!place) throw new NotFoundError()
  const view = viewOf(ctx.actor.role)
  const name = (text: string | null) => text && maskName(text, view.name)
  const day = (text: string | undefined) => (text && isDay(text) ? text : null)
  const personId = place.members.some((each) => each.id === query.person) ? (query.person as string) : null
  const span: HistorySpan = { from: day(query.from), to: day(query.to), personId, most: PAGE + 1 }
  const kind = query.kind === 'READINGS' ? ('READINGS' as const) : ('CHANGES' as const)
  const head = {
    regionCode: place.regionCode,
    headName: maskName(place.headName, view.name),
    members: place.members.map((each) => ({ id: each.id, name: maskName(each.name, view.name) })),
    asked: { kind, from: span.from ?? '', to: span.to ?? '', person: personId ?? '' },
  }
  if (kind === 'READINGS') {
    const [at = '', lineId = ''] = (query.before ?? '').split('~')
    const before = isUuid(lineId) && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), id: lineId } : null
    const rows = await findReadings(ctx, place, span, before)
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
    const readings = rows.slice(0, PAGE).map(({ id: key, ...row }) => ({ ...row, key, person: name(row.person) }))
    return { ...head, changes: [], readings, older: last ? `${last.at.toISOString()}~${last.id}` : null }
  }
  const before = /^\d{1,18}$/.test(query.before ?? '') ? BigInt(query.before as string) : null
  const rows = await findChanges(ctx, place, span, before)
  const changes = rows.slice(0, PAGE).map(({ id: key, old, new: now, ...row }) => ({
    ...row,
    key: String(key),
    person: name(row.person),
    fields: changedFields(old, now, view),
  }))
  return { ...head, changes, readings: [], older: rows.length > PAGE ? (changes.at(-1)?.key ?? null) : null }
}
