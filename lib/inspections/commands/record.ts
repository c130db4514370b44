import 'server-only'
import { register } from '@/lib/findings/commands/register'
import { listVersions } from '@/lib/findings/queries/aspects'
import { versionAmong } from '@/lib/findings/rules/aspects'
import type { Category } from '@/lib/findings/schema'
import { lockHousehold } from '@/lib/households/queries/lock'
import { isToLedger, strayAnswer, tally } from '@/lib/inspections/rules/answers'
import { RecordInput } from '@/lib/inspections/schema'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, InputError, NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { countyOfScope, prefixOf } from '@/lib/regions/rules'

const TITLE = 80
/** Stands before what was asked: items say what is in order. */
const NOT_MET = '✗'

export type Recorded = { formId: string; campaignId: string; findings: string[] }

/**
 * Records what was seen in a drawn household. What was put right at once stays with the form; every other problem becomes a line of the ledger
 * in the same transaction. The form's id comes from the phone: sending twice equals sending once. Errors: NotFoundError, InputError, DomainError.
 */
export const recordInspection = defineCommand({
  name: 'inspection.record',
  permission: 'inspection:record',
  input: RecordInput,
  async run(ctx, input): Promise<Recorded> {
    const { id, campaignId, householdId, inspectedOn, answers, note, signer } = input
    const { campaign, drawn } = await findTurn(ctx, campaignId, householdId)
    const before = await formThere(ctx, input, drawn)
    if (before) return before
    if (campaign.status !== 'INSPECTING') throw new DomainError('inspections.notInspecting')
    if (inspectedOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'inspectedOn')
    const begins = dayFrom(campaign.beginsOn)
    if (inspectedOn < begins) throw new DomainError('inspections.beforeBegin', { day: begins }, 'inspectedOn')
    await refuseInspector(ctx, campaign, drawn.regionCode, inspectedOn)
    const turn = { countyCode: campaign.countyCode, campaignId, householdId }
    if (await ctx.db.inspectionMiss.findFirst({ where: { ...turn, isFinal: true }, select: { id: true } }))
      throw new DomainError('inspections.givenUp')
    const versions = await listVersions(ctx)
    const items = await itemsOf(ctx, campaign.items)
    refuseAnswers(answers, items)
    const place = { countyCode: campaign.countyCode, campaignId, householdId, regionCode: drawn.regionCode }
    const kept = []
    for (const answer of answers) {
      const item = items.get(answer.code)
      const finding =
        item && isToLedger(answer)
          ? await register(
              ctx,
              {
                id: newId(ctx.now),
                householdId,
                source: 'LOOK_BACK',
                sourceYear: Number(inspectedOn.slice(0, 4)),
                document: campaign.campaignNo,
                aspect: versionAmong(versions, campaign.aspects, item.aspect),
                category: item.category as Category,
                level: answer.level,
                reach: 'POINT',
                title: answer.note.slice(0, TITLE),
                content:
                  answer.note.length > TITLE
                    ? `${NOT_MET} ${item.nameZh}\n${answer.note}`
                    : `${NOT_MET} ${item.nameZh}`,
                foundOn: inspectedOn,
                originKind: 'CAMPAIGN',
                originId: campaignId,
              },
              undefined,
              campaign.aspects,
            )
          : null
      const { code, answer: said, note: problem, course, level } = answer
      kept.push(
        said === 'NO'
          ? { code, answer: said, note: problem, course, level, findingId: finding?.findingId ?? null }
          : { code, answer: said },
      )
    }
    await ctx.db.inspectionForm.create({
      data: {
        ...place,
        id,
        round: drawn.round,
        inspectedOn: dateOf(inspectedOn),
        answers: kept,
        ...tally(answers),
        note,
        signer,
        inspectorId: ctx.actor.userId,
        inspectorName: ctx.actor.name,
        inspectorUnit: ctx.actor.unit,
        recordedAt: input.recordedAt ? new Date(input.recordedAt) : ctx.now,
        receivedAt: ctx.now,
      },
      select: { id: true },
    })
    return {
      formId: id,
      campaignId,
      findings: kept.flatMap((each) => ('findingId' in each && each.findingId ? [each.findingId] : [])),
    }
  },
})

/** A drawn household and its campaign, locked against other inspectors of it. Errors: NotFoundError. */
export async function findTurn(ctx: Ctx, campaignId: string, householdId: string) {
  const here = countyOfScope(ctx.actor.scope)
  const found = await ctx.db.inspectionCampaign.findFirst({
    where: { ...here, id: campaignId },
    select: { countyCode: true },
  })
  // The household waits for other inspectors of it, the campaign for whoever sums it up.
  if (!found || !(await lockHousehold(ctx, found.countyCode, householdId))) throw new NotFoundError()
  const { countyCode } = found
  await ctx.db
    .$queryRaw`SELECT FROM inspection_campaign WHERE county_code = ${countyCode} AND id = ${campaignId}::uuid FOR SHARE`
  const campaign = await ctx.db.inspectionCampaign.findUniqueOrThrow({
    where: { countyCode_id: { countyCode, id: campaignId } },
  })
  const drawn = await ctx.db.inspectionDrawn.findFirst({ where: { countyCode, campaignId, householdId } })
  if (!drawn) throw new NotFoundError()
  return { campaign, drawn }
}

/** The same form under another command id, as when it was sent again after its answer was lost; another's form of this round is refused. */
async function formThere(
  ctx: Ctx,
  input: RecordInput,
  drawn: { countyCode: string; round: number },
): Promise<Recorded | null> {
  const { id, campaignId, householdId } = input
  const form = await ctx.db.inspectionForm.findFirst({
    where: { countyCode: drawn.countyCode, campaignId, householdId, round: drawn.round },
    select: { id: true, inspectorId: true, inspectorName: true, inspectedOn: true, answers: true },
  })
  if (!form) return null
  if (form.id !== id || form.inspectorId !== ctx.actor.userId)
    throw new DomainError('inspections.formThere', { name: form.inspectorName, day: dayFrom(form.inspectedOn) })
  const answers = form.answers as { findingId?: string | null }[]
  return { formId: id, campaignId, findings: answers.flatMap(({ findingId }) => (findingId ? [findingId] : [])) }
}

type Where = { countyCode: string; id: string }

/** Refuses who is posted in the township, and who is neither an inspector nor in the team of the village. Errors: DomainError. */
export async function refuseInspector(
  ctx: Ctx,
  { countyCode, id }: Where,
  village: string,
  day: string,
): Promise<void> {
  const { userId, role, actingFor } = ctx.actor
  const township = prefixOf(village, 'TOWNSHIP')
  for (const person of [userId, actingFor?.userId]) {
    const [posted] = await ctx.db.$queryRaw<{ here: boolean }[]>`
      SELECT posted_within(${person ?? null}::uuid, ${township}, ${day}::date) AS here`
    if (posted?.here) throw new DomainError('inspections.ownPlace')
  }
  if (role === 'SUPERVISOR') return
  const team = await ctx.db.inspectionTeam.findFirst({
    where: { countyCode, campaignId: id, memberIds: { has: userId }, villages: { has: village } },
    select: { id: true },
  })
  if (!team) throw new DomainError('inspections.notInTeam')
}

type Item = { aspect: string; category: string; nameZh: string; mayNotApply: boolean }

async function itemsOf(ctx: Ctx, codes: readonly string[]): Promise<Map<string, Item>> {
  const rows = await ctx.db.inspectionItem.findMany({ where: { code: { in: [...codes] } } })
  return new Map(rows.map((row) => [row.code, row]))
}

function refuseAnswers(answers: RecordInput['answers'], items: ReadonlyMap<string, Item>): void {
  const stray = strayAnswer(answers, items)
  if (stray >= 0) throw new InputError({ [`answers[${stray}].answer`]: { code: 'input.wrong' } })
  if (answers.length < items.size) throw new DomainError('inspections.unanswered', { n: items.size - answers.length })
}
