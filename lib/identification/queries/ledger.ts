import 'server-only'
import { logPrint } from '@/lib/audit/log-print'
import { type MaskStyle, maskIdNumber } from '@/lib/households/rules/masks'
import { viewOf } from '@/lib/households/rules/views'
import type { CheckRecord } from '@/lib/identification/queries/paper'
import { REMOVAL_PARAMETERS, removalLine } from '@/lib/identification/rules/removal'
import { getPlace } from '@/lib/monitoring/queries/places'
import { listParameterRows } from '@/lib/parameters/queries'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { open } from '@/lib/platform/fields'
import { countyOfScope } from '@/lib/regions/rules'
import type { Category } from '@/lib/support/schema'

const MOST_IN_LEDGER = 300
const UNREADABLE = '?'

export type Ledger = Awaited<ReturnType<typeof getLedger>>

/** The ledger of monitored households (监测对象台账) of a region, open episodes first; that it was printed is written down. */
export async function getLedger(ctx: Ctx, region: string | undefined) {
  const place = await getPlace(ctx, region)
  const today = dateOf(ctx.today)
  const rows = await ctx.db.monitoringCase.findMany({
    where: { ...countyOfScope(ctx.actor.scope), regionCode: place.range },
    orderBy: [{ status: 'asc' }, { regionCode: 'asc' }, { identifiedOn: 'asc' }, { id: 'asc' }],
    take: MOST_IN_LEDGER + 1,
    include: {
      household: {
        select: {
          headName: true,
          memberCount: true,
          lastVisitedOn: true,
          perCapitaIncomeFen: true,
          memberships: {
            where: { validTo: null, relation: 'HEAD' },
            take: 1,
            select: { person: { select: { id: true, idNumberEnc: true } } },
          },
          region: { select: { name: true, parent: { select: { name: true } } } },
          helpers: {
            where: { validFrom: { lte: today }, OR: [{ validTo: null }, { validTo: { gte: today } }] },
            orderBy: { validFrom: 'desc' },
            take: 1,
            select: { name: true },
          },
        },
      },
      clues: { orderBy: { openedOn: 'asc' }, take: 1, select: { openedOn: true } },
      contacts: { take: 1, select: { name: true } },
      measures: {
        where: { status: { in: ['IN_PROGRESS', 'DELIVERED', 'CONFIRMED_BY_HOUSEHOLD'] } },
        orderBy: [{ countsOn: 'asc' }, { id: 'asc' }],
        select: { countsOn: true, type: { select: { category: true } } },
      },
      procedures: {
        where: { kind: 'MONITORING' },
        take: 1,
        select: {
          steps: { where: { step: 'verify' }, orderBy: { stepNo: 'desc' }, take: 1, select: { record: true } },
        },
      },
    },
  })
  const shown = rows.slice(0, MOST_IN_LEDGER)
  const lines = await listParameterRows(ctx, REMOVAL_PARAMETERS)
  const style = viewOf(ctx.actor.role).idNumber
  return {
    place: { code: place.code, name: place.name },
    most: rows.length > MOST_IN_LEDGER ? MOST_IN_LEDGER : null,
    rows: shown.map((row) => {
      const check = (row.procedures[0]?.steps[0]?.record ?? {}) as CheckRecord
      const { household } = row
      return {
        id: row.id,
        no: row.caseNo,
        place: `${household.region.parent?.name ?? ''}${household.region.name}`,
        headName: household.headName,
        idNumber: maskedId(household.memberships[0]?.person, style),
        members: household.memberCount,
        type: row.monitoredType,
        risks: row.risks,
        channel: row.channel,
        clueOn: row.clues[0] ? dayFrom(row.clues[0].openedOn) : null,
        identifiedOn: dayFrom(row.identifiedOn),
        incomeThenFen: check.nowFen ?? check.income?.perCapitaFen ?? null,
        measures: givenOf(row.measures),
        helper: household.helpers[0]?.name ?? '',
        lastVisitedOn: household.lastVisitedOn && dayFrom(household.lastVisitedOn),
        line: {
          year: dayFrom(row.identifiedOn).slice(0, 4),
          fen: removalLine(lines, row.regionCode, dayFrom(row.identifiedOn)),
        },
        incomeNowFen: household.perCapitaIncomeFen === null ? null : Number(household.perCapitaIncomeFen),
        removedOn: row.removedOn && dayFrom(row.removedOn),
        mode: row.removalMode,
        contact: row.contacts[0]?.name ?? '',
        isRollback: row.earlierCaseId !== null,
        isGreen: row.greenReason !== null,
        isSafetyNet: row.noLabour,
      }
    }),
    printed: await logPrint(ctx, { regionCode: place.code, field: 'monitoring.ledger' }),
    today: ctx.today,
  }
}

type Head = { id: string; idNumberEnc: Uint8Array | null }

/** The head's number of identity as a role sees it, never whole on this paper; empty where none is known. */
function maskedId(head: Head | undefined, style: MaskStyle): string {
  if (!head?.idNumberEnc) return ''
  try {
    return maskIdNumber(open('person', 'id_number_enc', head.id, head.idNumberEnc), style)
  } catch {
    return UNREADABLE
  }
}

type Given = { countsOn: Date; type: { category: string } }

/** What was begun or given in an episode, as category and day; the same twice on a day is one. */
function givenOf(measures: readonly Given[]): { category: Category; on: string }[] {
  const given = measures.map(({ countsOn, type }) => ({ category: type.category as Category, on: dayFrom(countsOn) }))
  const isFirst = (each: (typeof given)[number], index: number) =>
    given.findIndex(({ category, on }) => category === each.category && on === each.on) === index
  return given.filter(isFirst)
}
