import 'server-only'
import { logPrint } from '@/lib/audit/log-print'
import type { IncomeBlock } from '@/lib/identification/queries/income'
import { type PaperForm, papersOf } from '@/lib/identification/rules/notice'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { countyOfScope } from '@/lib/regions/rules'

export type PaperData = Awaited<ReturnType<typeof getPaper>>

/** What the home check recorded; `income` as the register had it on that day. */
export type CheckRecord = {
  officers?: string[]
  monitoredType?: string
  risks?: string[]
  noLabour?: boolean
  income?: IncomeBlock | null
  nowFen?: number | null
  troubles?: string[]
  goneStably?: string[]
  goneNaturally?: string[]
  contactName?: string
  note?: string
}

export type MinutesRecord = {
  place: string
  chair: string
  should: number
  present: number
  votesFor: number
  votesAgainst: number
  votesAbstain: number
  minutes: string
}

/** A form of a procedure as it was recorded last, for paper; that it was printed is written down. Errors: NotFoundError. */
export async function getPaper(ctx: Ctx, id: string, form: PaperForm) {
  const procedure = isUuid(id)
    ? await ctx.db.statusProcedure.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id },
        include: {
          steps: { orderBy: { stepNo: 'asc' } },
          clue: { select: { source: true, openedOn: true } },
          case: { select: { channel: true, identifiedOn: true, risks: true, monitoredType: true } },
          household: {
            select: {
              id: true,
              householdNo: true,
              headName: true,
              memberCount: true,
              povertyStatus: true,
              regionCode: true,
              region: { select: { name: true, parent: { select: { name: true } } } },
              memberships: {
                where: { validTo: null },
                orderBy: { id: 'asc' },
                select: {
                  id: true,
                  relation: true,
                  person: { select: { name: true, sex: true, birthDate: true, labour: true } },
                },
              },
            },
          },
        },
      })
    : null
  const steps = procedure?.steps ?? []
  if (
    !procedure ||
    !papersOf(
      procedure.kind,
      steps.map(({ step }) => step),
    ).includes(form)
  ) {
    throw new NotFoundError()
  }
  const step = steps.findLast((each) => each.step === (form === 'check' ? 'verify' : 'appraise'))
  if (!step) throw new NotFoundError()
  const { household } = procedure
  const { id: householdId, regionCode } = household
  return {
    procedureId: procedure.id,
    no: procedure.procedureNo,
    kind: procedure.kind,
    form,
    on: dayFrom(step.stepOn),
    record: step.record as unknown,
    recorded: procedure.case?.risks ?? procedure.risks,
    type: procedure.monitoredType ?? procedure.case?.monitoredType ?? null,
    mode: procedure.removalMode,
    channel: procedure.clue?.source ?? procedure.case?.channel ?? null,
    foundOn: procedure.clue && dayFrom(procedure.clue.openedOn),
    identifiedOn: procedure.case && dayFrom(procedure.case.identifiedOn),
    household: {
      no: household.householdNo,
      headName: household.headName,
      members: household.memberCount,
      status: household.povertyStatus,
      village: household.region.name,
      township: household.region.parent?.name ?? '',
      people: household.memberships.map(({ id: key, relation, person }) => ({
        id: key,
        relation,
        name: person.name,
        sex: person.sex,
        born: person.birthDate ? dayFrom(person.birthDate).slice(0, 4) : '',
        labour: person.labour,
      })),
    },
    printed: await logPrint(ctx, { householdId, regionCode, field: `identification.${form}` }),
  }
}
