import 'server-only'
import { listVersions } from '@/lib/findings/queries/aspects'
import { versionAmong } from '@/lib/findings/rules/aspects'
import { isOpenToChange, nextOf } from '@/lib/inspections/lifecycle'
import { listInspectors } from '@/lib/inspections/queries/inspectors'
import { countsOf } from '@/lib/inspections/rules/answers'
import type { MustInclude } from '@/lib/inspections/schema'
import { countByAspect, countByVillage } from '@/lib/inspections/sql/summary'
import { shownSummary } from '@/lib/monitoring/queries/names'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid, newId } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOfScope, levelOf } from '@/lib/regions/rules'

const FINDINGS_SHOWN = 20

export type CampaignView = Awaited<ReturnType<typeof getCampaign>>

/** A campaign whole: its plan, teams, draws, summary, letters, findings and record. Errors: NotFoundError. */
export async function getCampaign(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.inspectionCampaign.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id },
        include: {
          steps: { orderBy: { stepNo: 'asc' } },
          teams: { orderBy: { name: 'asc' } },
          draws: { orderBy: { round: 'asc' } },
          letters: { orderBy: { letterNo: 'asc' }, include: { region: { select: { name: true } } } },
        },
      })
    : null
  if (!row) throw new NotFoundError()
  const { countyCode } = row
  const villages = await countByVillage(ctx, row)
  const versions = await listVersions(ctx)
  const byAspect = countsOf(await countByAspect(ctx, row), (code) => versionAmong(versions, row.aspects, code))
  const aspects = await ctx.db.findingAspect.findMany({
    where: { code: { in: row.aspects } },
    orderBy: { sortNo: 'asc' },
    select: { code: true, nameZh: true, nameEn: true, isInferred: true },
  })
  const regions = await ctx.db.region.findMany({
    where: { code: { in: row.regions } },
    orderBy: { code: 'asc' },
    select: { code: true, name: true },
  })
  const ofCampaign = { countyCode, originKind: 'CAMPAIGN', originId: id }
  const findings = await ctx.db.finding.findMany({
    where: ofCampaign,
    orderBy: { findingNo: 'asc' },
    take: FINDINGS_SHOWN,
    select: {
      id: true,
      findingNo: true,
      title: true,
      content: true,
      status: true,
      isLongTerm: true,
      reopened: true,
      dueOn: true,
      region: { select: { name: true } },
    },
  })
  const count = await ctx.db.finding.count({ where: ofCampaign })
  const open = await ctx.db.finding.count({ where: { ...ofCampaign, status: { not: 'CLOSED' } } })
  const mayPlan = may(ctx.actor.role, 'inspection:plan')
  const isOpen = isOpenToChange(row.status)
  return {
    id,
    countyCode,
    campaignNo: row.campaignNo,
    title: row.title,
    organiser: row.organiser,
    organiserLevel: row.organiserLevel as 'PROVINCE' | 'CITY' | 'COUNTY',
    beginsOn: dayFrom(row.beginsOn),
    endsOn: dayFrom(row.endsOn),
    status: row.status,
    rounds: row.rounds,
    registered: row.registeredTarget,
    others: row.othersTarget,
    mustInclude: row.mustInclude as MustInclude[],
    conclusion: row.conclusion,
    plannedBy: row.plannedByName,
    version: row.version,
    lastStepOn: dayFrom(row.lastStepOn),
    regions,
    aspects,
    next: nextOf(row.status),
    record: row.steps.map((step) => ({
      no: step.stepNo,
      to: step.toStatus,
      on: dayFrom(step.stepOn),
      by: step.actorName,
      record: step.record as Partial<Record<string, number | string>>,
    })),
    teams: row.teams.map((team) => ({
      id: team.id,
      name: team.name,
      memberIds: team.memberIds,
      members: team.memberNames,
      companions: team.companions,
      villages: team.villages,
    })),
    draws: row.draws.map((draw) => ({
      round: draw.round,
      seed: draw.seed,
      method: draw.method as 'SHA256_STRATA_1',
      frameOn: dayFrom(draw.frameOn),
      frameSize: draw.frameSize,
      frameSum: Buffer.from(draw.frameSha256).toString('hex'),
      drawn: draw.drawn,
      isInstead: (draw.rule as { instead?: string }).instead !== undefined,
      by: draw.drawnByName,
    })),
    letters: row.letters.map((letter) => ({ id: letter.id, no: letter.letterNo, village: letter.region.name })),
    villages: villages.map((village) => ({
      ...village,
      aspects: new Map(
        byAspect.filter((each) => each.village === village.village).map((each) => [each.aspect, each.problems]),
      ),
    })),
    findings: findings.map(({ title, content, dueOn, region, ...each }) => {
      const due = dueOn && dayFrom(dueOn)
      return {
        ...each,
        title: shownSummary(ctx, title) || (content.split('\n')[0] ?? ''),
        dueOn: due,
        isOverdue: each.status !== 'CLOSED' && !each.isLongTerm && due !== null && due < ctx.today,
        village: region.name,
      }
    }),
    counts: { findings: count, open },
    mayPlan,
    mayRecord: may(ctx.actor.role, 'inspection:record'),
    mayDraw: mayPlan && isOpen,
    team: mayPlan && isOpen ? await teamChoices(ctx, countyCode, row.regions) : null,
    today: ctx.today,
    newId: newId(ctx.now),
  }
}

/** Who can be in a team, and which places a team can be given: those of the campaign, or their parts. */
async function teamChoices(ctx: Ctx, countyCode: string, scope: readonly string[]) {
  const villages = scope.filter((code) => levelOf(code) === 'VILLAGE')
  const places = await ctx.db.region.findMany({
    where: { OR: [{ code: { in: villages } }, { parentCode: { in: [...scope] } }] },
    orderBy: [{ sortNo: 'asc' }, { code: 'asc' }],
    select: { code: true, name: true },
  })
  return { people: await listInspectors(ctx, countyCode), places }
}
