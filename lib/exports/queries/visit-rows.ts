import 'server-only'
import { day, household, inOrder, rowOf } from '@/lib/exports/queries/household-row'
import { ruleText } from '@/lib/exports/queries/monitoring-rows'
import type { SheetRow } from '@/lib/exports/schema'
import type { HouseholdView } from '@/lib/households/rules/views'
import { fill } from '@/lib/i18n/fill'
import monitoring from '@/lib/i18n/zh-CN/monitoring'
import zh from '@/lib/i18n/zh-CN/visits'
import { inTellingOrder } from '@/lib/monitoring/catalogue'
import type { RuleId } from '@/lib/monitoring/schema'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { failedOf } from '@/lib/visits/queries/visit-list'
import type { PersonMet } from '@/lib/visits/rules/choices'

/** Visits by their ids, as their list tells of them; what was said and promised only for who asked for health and may. */
export async function readVisitRows(
  ctx: Ctx,
  countyCode: string,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  const rows = await ctx.db.visit.findMany({
    where: { countyCode, id: { in: [...ids] } },
    include: {
      household,
      signals: { select: { ruleId: true } },
      promises: { orderBy: [{ dueOn: 'asc' }, { id: 'asc' }], select: { content: true, dueOn: true, status: true } },
    },
  })
  const words = zh.form
  const told = (text: string) => (view.health ? text || null : null)
  return inOrder(ids, rows).map((visit) => {
    const failed = failedOf(visit.guarantees)
    const rules = inTellingOrder([...new Set(visit.signals.map(({ ruleId }) => ruleId as RuleId))], (ruleId) => ruleId)
    const promised = visit.promises.map(({ content, dueOn, status }) =>
      fill(zh.file.promise, { content, day: dayFrom(dueOn), status: zh.file.promiseStatuses[status] }),
    )
    return rowOf(visit.household, view, {
      visitedOn: day(visit.visitedOn),
      visitor: visit.visitorName,
      peopleMet: visit.peopleMet.map((each) => words.met[each as PersonMet]).join(words.guarantees.join) || null,
      guaranteesFound:
        failed.length === 0
          ? zh.list.metAll
          : fill(zh.list.notMet, { items: failed.map((item) => words.guarantees[item]).join(words.guarantees.join) }),
      screeningResult: rules.map(ruleText).join(monitoring.listJoin) || zh.list.none,
      incomeChange: words.income[visit.incomeChange],
      promises: visit.promises.length,
      promisesOpen: visit.promises.filter(({ status }) => status === 'OPEN').length,
      promisesTold: told(promised.join(zh.file.join)),
      demands: told(visit.demands),
      nextVisitOn: day(visit.nextVisitOn),
    })
  })
}
