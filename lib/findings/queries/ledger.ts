import 'server-only'
import { logPrint } from '@/lib/audit/log-print'
import { type FindingQuery, listFindingIds } from '@/lib/findings/queries/list'
import { maskName } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import { getPlace } from '@/lib/monitoring/queries/places'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'

/** So many lines go on one printed ledger; a longer one leaves as a file. */
const LEDGER_LINES = 500

export type PrintedLedger = Awaited<ReturnType<typeof printLedger>>

/**
 * The rectification ledger of a tab of the list as it is printed (问题整改台账); the printing is written down. What is not published yet goes on no
 * paper: paper goes on to the inspected. Errors: NotFoundError for a region that is not the actor's.
 */
export async function printLedger(ctx: Ctx, query: Omit<FindingQuery, 'after' | 'household' | 'origin'>) {
  const place = await getPlace(ctx, query.region)
  const ids = await listFindingIds(ctx, query, LEDGER_LINES + 1)
  const rows = await ctx.db.finding.findMany({
    where: { ...countyOfScope(ctx.actor.scope), id: { in: ids.slice(0, LEDGER_LINES) }, hiddenDigits: null },
    include: {
      region: { select: { name: true, level: true, parent: { select: { name: true } } } },
      household: { select: { headName: true } },
    },
  })
  const by = new Map(rows.map((row) => [row.id, row]))
  const isAllowed = may(ctx.actor.role, 'health:read')
  const lines = ids.flatMap((id) => {
    const row = by.get(id)
    if (!row) return []
    const { region, household } = row
    const place = region.level === 'VILLAGE' ? [region.parent?.name, region.name] : [region.name]
    return {
      id,
      no: row.findingNo,
      source: row.source as 'LOOK_BACK',
      year: row.sourceYear,
      title: household && !isAllowed ? '' : row.title,
      category: row.category as 'WATER',
      reach: row.reach as 'POINT',
      level: row.level as 'GENERAL',
      place: place.filter(Boolean).join(' '),
      household: household && maskName(household.headName, viewOf(ctx.actor.role).name),
      measures: household && !isAllowed ? '' : row.measures,
      unit: row.unit ?? '',
      leader: row.leader ?? '',
      person: row.person ?? '',
      dueOn: row.dueOn && dayFrom(row.dueOn),
      status: row.status,
      isLongTerm: row.isLongTerm,
      isOverdue: row.status !== 'CLOSED' && !row.isLongTerm && row.dueOn !== null && dayFrom(row.dueOn) < ctx.today,
      similar: row.similarFound === null ? null : { found: row.similarFound, fixed: row.similarFixed ?? 0 },
      closedOn: row.closedOn && dayFrom(row.closedOn),
      reopened: row.reopened,
    }
  })
  return {
    place,
    lines,
    isCut: ids.length > LEDGER_LINES,
    printed: await logPrint(ctx, { regionCode: place.code, field: 'finding.ledger' }),
  }
}
