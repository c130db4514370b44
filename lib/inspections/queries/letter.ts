import 'server-only'
import { listVersions } from '@/lib/findings/queries/aspects'
import { versionAmong } from '@/lib/findings/rules/aspects'
import type { Category } from '@/lib/findings/schema'
import { countsOf } from '@/lib/inspections/rules/answers'
import { countByAspect } from '@/lib/inspections/sql/summary'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { countyOfScope } from '@/lib/regions/rules'

export type Letter = Awaited<ReturnType<typeof getLetter>>

/**
 * A letter to a village: counts by aspect and the numbers of its lines in the ledger. It names no household, and of a finding only what was
 * asked, never what somebody wrote about a family. Errors: NotFoundError.
 */
export async function getLetter(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.inspectionLetter.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id },
        include: { region: { select: { name: true, parent: { select: { name: true } } } } },
      })
    : null
  if (!row) throw new NotFoundError()
  const { countyCode, campaignId, regionCode } = row
  const campaign = await ctx.db.inspectionCampaign.findFirst({
    where: { countyCode, id: campaignId },
    select: { aspects: true },
  })
  const versions = await listVersions(ctx)
  const said = (await countByAspect(ctx, { countyCode, id: campaignId })).filter((each) => each.village === regionCode)
  const counts = countsOf(said, (code) => versionAmong(versions, campaign?.aspects ?? [], code))
  const aspects = await ctx.db.findingAspect.findMany({
    where: { code: { in: counts.map(({ aspect }) => aspect) } },
    orderBy: { sortNo: 'asc' },
    select: { code: true, nameZh: true },
  })
  const findings = await ctx.db.finding.findMany({
    where: { countyCode, originKind: 'CAMPAIGN', originId: campaignId, regionCode },
    orderBy: { findingNo: 'asc' },
    select: { findingNo: true, content: true, category: true, level: true },
  })
  return {
    id,
    campaignId,
    no: row.letterNo,
    title: row.campaignTitle,
    organiser: row.organiser,
    village: row.region.name,
    township: row.region.parent?.name ?? '',
    beginsOn: dayFrom(row.beginsOn),
    endsOn: dayFrom(row.endsOn),
    issuedOn: dayFrom(row.issuedOn),
    replyBy: dayFrom(row.replyBy),
    opinion: row.opinion,
    households: row.households,
    problems: row.problems,
    fixed: row.fixed,
    aspects: aspects.map(({ code, nameZh }) => {
      const each = counts.find(({ aspect }) => aspect === code)
      return { name: nameZh, problems: each?.problems ?? 0, fixed: each?.fixed ?? 0 }
    }),
    findings: findings.map(({ findingNo, content, category, level }) => ({
      no: findingNo,
      asked: content.split('\n')[0] ?? '',
      category: category as Category,
      level: level as 'GENERAL' | 'SERIOUS' | 'MAJOR',
    })),
    printed: { by: ctx.actor.name, unit: ctx.actor.unit || ctx.actor.regionName, at: ctx.now },
  }
}
