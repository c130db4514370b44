import 'server-only'
import { BESIDE, type Beside, isClueStep, STEPS, type Step } from '@/lib/casework/rules/funnel'
import { getAgeing } from '@/lib/findings/queries/ageing'
import { countCasesOf } from '@/lib/monitoring/queries/cases'
import { countClues } from '@/lib/monitoring/queries/clues'
import { getPlace, type Place } from '@/lib/monitoring/queries/places'
import { CLUE_PARTS, RISKS } from '@/lib/monitoring/schema'
import { addMonths } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { levelBelow, levelOf, ownPrefix, pathOf, prefixOf } from '@/lib/regions/rules'
import { countCasesByHelp } from '@/lib/support/queries/cases'
import { getVisitCalendar } from '@/lib/visits/queries/calendar'

/** How far back the days of a step are looked at. */
const MONTHS_LOOKED_AT = 12

export type Casework = Awaited<ReturnType<typeof getCasework>>

/**
 * How the work on cases stands in a region: the funnel of cases, open cases by risk with and without a measure that answers it, open findings
 * by age, the visits of a month ('YYYY-MM') by day, and the regions below compared. Every number is counted by the condition of the list that
 * it opens; what the reader may not open is null. Errors: NotFoundError outside his scope.
 */
export async function getCasework(ctx: Ctx, regionCode: string, month: string) {
  const place = await getPlace(ctx, regionCode)
  const level = levelOf(regionCode)
  const childDigits = prefixOf(regionCode, levelBelow(level) ?? level).length
  const { role } = ctx.actor
  const cases = may(role, 'case:read') && may(role, 'clue:read') ? await getCases(ctx, place, childDigits) : null
  const ageing = may(role, 'finding:read') ? await getAgeing(ctx, place, childDigits) : null
  const visits = may(role, 'visit:read') ? await getVisitCalendar(ctx, place, month, childDigits) : null
  const rows = await ctx.db.region.findMany({
    where: { OR: [{ code: { in: pathOf(regionCode) } }, { parentCode: regionCode }] },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, level: true, name: true, nameEn: true, parentCode: true },
  })
  const below = rows.filter(({ parentCode }) => parentCode === regionCode)
  return {
    level,
    path: rows
      .filter(({ code, parentCode }) => parentCode !== regionCode && ownPrefix(code).length >= ctx.actor.scope.length)
      .sort((a, b) => ownPrefix(a.code).length - ownPrefix(b.code).length),
    asOf: ctx.now,
    today: ctx.today,
    month,
    cases,
    ageing,
    visits,
    children: below.map(({ code, level, name, nameEn }) => {
      const prefix = ownPrefix(code)
      const own = cases?.byChild.get(prefix)
      const lines = ageing?.children.get(prefix)
      return {
        place: { code, level, name, nameEn },
        open: own?.open ?? 0,
        unhelped: own?.unhelped ?? 0,
        findings: lines?.open ?? 0,
        overdue: lines?.overdue ?? 0,
        oldest: lines ? { id: lines.oldestId, on: lines.oldestOn } : null,
        visits: visits?.children.get(prefix) ?? 0,
      }
    }),
  }
}

async function getCases(ctx: Ctx, place: Place, childDigits: number) {
  const since = addMonths(ctx.today, -MONTHS_LOOKED_AT)
  const { byChild, byRisk, days, sum } = await countCasesByHelp(ctx, place, childDigits, since)
  const clues: Record<string, number> = {}
  for (const part of CLUE_PARTS) clues[part] = await countClues(ctx, place, part)
  const removed = await countCasesOf(ctx, place, 'removed')
  const countOf = (step: Step | Beside) =>
    step === 'removed' ? removed : isClueStep(step) ? (clues[step] ?? 0) : sum(step)
  return {
    open: sum('open'),
    unhelped: sum('unhelped'),
    steps: STEPS.map((step) => ({ step, n: countOf(step), days: days.get(step) ?? null })),
    beside: BESIDE.map((step) => ({ step, n: countOf(step) })),
    risks: RISKS.flatMap((risk) => {
      const row = byRisk.get(risk)
      return row ? [{ risk, open: row.open, matched: row.matched, none: row.open - row.matched }] : []
    }).sort((a, b) => b.open - a.open),
    byChild,
  }
}
