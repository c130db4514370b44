import 'server-only'
import { householdFrom, householdShown } from '@/lib/monitoring/queries/household'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'
import { STEPS } from '@/lib/support/lifecycle'
import { measuresInField } from '@/lib/support/queries/field'
import { MEASURE_SHOWN, readsWords, shownMeasure } from '@/lib/support/queries/shown'
import { editedTexts } from '@/lib/support/rules/edited'

export type MeasureView = Awaited<ReturnType<typeof getMeasure>>

const BESIDE = {
  ...MEASURE_SHOWN,
  householdId: true,
  regionCode: true,
  personId: true,
  typeCode: true,
  startedOn: true,
  recordedBy: true,
  recordedByName: true,
  recordedAt: true,
  startedByName: true,
  deliveredBy: true,
  deliveredByName: true,
  confirmedByName: true,
  cancelledOn: true,
  cancelledByName: true,
  cancelReason: true,
  cancelNote: true,
  version: true,
  batchId: true,
  projectId: true,
  household: { select: householdShown },
  case: { select: { id: true, caseNo: true } },
  clue: { select: { id: true, clueNo: true } },
  project: { select: { id: true, name: true } },
} as const

/** A measure with its life and the steps the actor may take now. Errors: NotFoundError. */
export async function getMeasure(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.supportMeasure.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id, AND: await measuresInField(ctx) },
        select: BESIDE,
      })
    : null
  if (!row) throw new NotFoundError()
  const { role, userId } = ctx.actor
  const open = readsWords(role)
  const isOwn = row.deliveredBy === userId
  return {
    ...shownMeasure(ctx, row),
    reading: { householdId: row.householdId, regionCode: row.regionCode },
    household: householdFrom(ctx, row.household),
    case: row.case,
    clue: row.clue,
    project: row.project,
    batchId: row.batchId,
    version: row.version,
    typed: editedTexts(row),
    amountTyped: editedTexts(row).amount,
    recordedOn: row.recordedAt,
    by: {
      recorded: row.recordedByName,
      started: row.startedByName,
      delivered: row.deliveredByName,
      confirmed: row.confirmedByName,
      cancelled: row.cancelledByName,
    },
    startedOn: row.startedOn && dayFrom(row.startedOn),
    cancelledOn: row.cancelledOn && dayFrom(row.cancelledOn),
    cancelReason: row.cancelReason,
    cancelNote: open ? row.cancelNote : '',
    steps: STEPS.filter(
      ({ from, needs, step }) => from.includes(row.status) && may(role, needs) && !(step === 'confirm' && isOwn),
    ).map(({ step }) => step),
    isOwnDelivery: row.status === 'DELIVERED' && isOwn && may(role, 'support:confirm'),
    mayEdit:
      row.status === 'PLANNED' &&
      may(role, 'support:record') &&
      (may(role, 'support:deliver') || row.recordedBy === userId),
    today: ctx.today,
  }
}
