import 'server-only'
import { LINE, lineFrom } from '@/lib/findings/queries/list'
import { AGE_CODES, type Age, agesOf } from '@/lib/findings/rules/ages'
import { SOURCES } from '@/lib/findings/schema'
import { selectAges } from '@/lib/findings/sql/ageing'
import type { Place } from '@/lib/monitoring/queries/places'
import { listParameterRows } from '@/lib/parameters/queries'
import type { Ctx } from '@/lib/platform/db'

export type Ageing = Awaited<ReturnType<typeof getAgeing>>

/**
 * Open lines of a region by source and age, overdue ones among them, with the oldest line; and the same of each region below by its first
 * `childDigits` digits. Long-term lines are open and never overdue. Counts are of lines.
 */
export async function getAgeing(ctx: Ctx, place: Place, childDigits: number) {
  const ages = agesOf(await listParameterRows(ctx, AGE_CODES), place.code, ctx.today)
  const rows = await selectAges(ctx, { range: place.range, ages, childDigits })
  const cells = rows.filter(({ child }) => child === null)
  const [first] = [...cells].sort((a, b) => (a.oldestOn + a.oldestId < b.oldestOn + b.oldestId ? -1 : 1))
  const oldest = first && (await ctx.db.finding.findFirst({ where: { id: first.oldestId }, select: LINE }))
  const cell = (source: string, age: number) =>
    cells.find((each) => each.source === source && each.age === age) ?? { open: 0, overdue: 0 }
  return {
    ages,
    sources: SOURCES.flatMap((source) => {
      const row = ages.map((_, age) => cell(source, age))
      const open = row.reduce((all, each) => all + each.open, 0)
      return open > 0 ? [{ source, open, cells: row.map((each) => ({ open: each.open, overdue: each.overdue })) }] : []
    }),
    oldest: oldest ? lineFrom(ctx, oldest) : null,
    children: new Map(rows.flatMap(({ child, ...row }) => (child === null ? [] : [[child, row] as const]))),
  }
}

const ANY_AGE: Age = { from: 0, to: null }

/** Open lines of a region, overdue ones among them, by the region below. */
export async function countLinesBelow(ctx: Ctx, range: Place['range'], childDigits: number) {
  const rows = await selectAges(ctx, { range, ages: [ANY_AGE], childDigits })
  return new Map(rows.flatMap(({ child, open, overdue }) => (child ? [[child, { open, overdue }] as const] : [])))
}
