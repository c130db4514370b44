import 'server-only'
import { day, inOrder } from '@/lib/exports/queries/household-row'
import type { SheetRow } from '@/lib/exports/schema'
import type { Category, Level, ProofKind, Source } from '@/lib/findings/schema'
import { maskName } from '@/lib/households/rules/masks'
import type { HouseholdView } from '@/lib/households/rules/views'
import zh from '@/lib/i18n/zh-CN/findings'
import { dayFrom, daysBetween } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'

type Told = Record<string, unknown>

/** Lines of the ledger by their ids, as the official ledger tells of them (问题整改台账). */
export async function readFindingRows(
  ctx: Ctx,
  countyCode: string,
  ids: readonly string[],
  view: HouseholdView,
): Promise<SheetRow[]> {
  const rows = await ctx.db.finding.findMany({
    where: { countyCode, id: { in: [...ids] } },
    include: {
      region: { select: { name: true, level: true, parent: { select: { name: true } } } },
      household: { select: { id: true, headName: true, version: true } },
      steps: {
        orderBy: { stepNo: 'asc' },
        select: { step: true, stepOn: true, actorName: true, actorUnit: true, record: true },
      },
      proofs: { select: { kind: true, reference: true, round: true } },
    },
  })
  const seesTitles = may(ctx.actor.role, 'health:read')
  return inOrder(ids, rows).map((row) => {
    const last = (step: string) => row.steps.findLast((taken) => taken.step === step)
    const told = (step: string, key: string) => String((last(step)?.record as Told | undefined)?.[key] ?? '') || null
    const isVillage = row.region.level === 'VILLAGE'
    const isLate = row.status !== 'CLOSED' && !row.isLongTerm && row.dueOn !== null && dayFrom(row.dueOn) < ctx.today
    const verified = ['VERIFIED', 'CLOSED'].includes(row.status) ? last('verify') : undefined
    const closed = row.status === 'CLOSED' ? last('close') : undefined
    return {
      householdId: row.household?.id ?? null,
      personId: null,
      regionCode: row.regionCode,
      householdVersion: row.household?.version ?? 0,
      personVersion: null,
      cells: {
        findingNo: row.findingNo,
        findingSource: zh.sources[row.source as Source],
        sourceYear: row.sourceYear,
        document: row.document || null,
        finding: row.household && !seesTitles ? null : row.title,
        findingContent: view.health ? row.content || null : null,
        findingReach: zh.reaches[row.reach as 'POINT'],
        findingLevel: zh.levels[row.level as Level],
        findingCategory: zh.categories[row.category as Category],
        townshipName: isVillage ? (row.region.parent?.name ?? null) : row.region.name,
        villageName: isVillage ? row.region.name : null,
        headName: row.household && maskName(row.household.headName, view.name),
        foundOn: day(row.foundOn),
        findingGoal: row.goal || null,
        findingMeasures: view.health ? row.measures || null : null,
        responsibleUnit: row.unit,
        responsibleLeader: row.leader,
        responsiblePerson: row.person,
        otherUnits: row.otherUnits || null,
        dueOn: day(row.dueOn),
        extensions: row.extensions,
        lastProgress: view.health ? told('progress', 'note') : null,
        lastStepOn: day(row.lastStepOn),
        status: row.isLongTerm ? zh.list.longTermState : zh.statuses[row.status],
        daysOver: isLate && row.dueOn ? daysBetween(dayFrom(row.dueOn), ctx.today) : null,
        findingResult: view.health ? told('submit', 'result') : null,
        proofs:
          row.proofs
            .filter(({ round }) => round === row.reopened)
            .map(({ kind, reference }) =>
              [zh.proofs[kind as ProofKind], kind === 'HOUSEHOLD_WORD' ? '' : reference].filter(Boolean).join(' '),
            )
            .join(zh.join) || null,
        similarFound: row.similarFound,
        similarFixed: row.similarFixed,
        verifiedOn: day(verified?.stepOn ?? null),
        verifiedBy: verified ? [verified.actorName, verified.actorUnit].filter(Boolean).join(' ') : null,
        closedOn: day(row.closedOn),
        closedBy: closed ? [closed.actorName, closed.actorUnit].filter(Boolean).join(' ') : null,
        reopened: row.reopened,
      },
    }
  })
}
