import 'server-only'
import { LIVING_FIELDS, type LivingField } from '@/lib/households/catalogue/record-fields'
import { refuseContradictions } from '@/lib/households/commands/refuse'
import { changesOf, outcomeOf, settle } from '@/lib/households/commands/settle'
import type { LivingFacts } from '@/lib/households/facts'
import { getHouseholdFacts } from '@/lib/households/queries/facts'
import { factsOf } from '@/lib/households/rules/fact-values'
import { namesOf } from '@/lib/households/rules/record-fields'
import { RecordLivingInput } from '@/lib/households/schema/register'
import { findHouseholdPlace } from '@/lib/households/sql/edit'
import { defineCommand } from '@/lib/platform/command'
import { InputError, NotFoundError } from '@/lib/platform/errors'

export type RecordedYear<F extends string> = {
  householdId: string
  year: number
  version: number
  saved: F[]
  merged: F[]
}

/**
 * Records the living and production conditions of a year, or corrects them. The grade of the house in the newest recorded year is the
 * household's. Errors: NotFoundError, ConflictError, InputError.
 */
export const recordLiving = defineCommand({
  name: 'living.record',
  permission: 'household:edit',
  input: RecordLivingInput,
  async run(ctx, input): Promise<RecordedYear<LivingField>> {
    const held = await findHouseholdPlace(ctx, input.householdId, true)
    if (!held) throw new NotFoundError()
    const { countyCode, id: householdId, regionCode } = held
    const { year } = input
    if (year > Number(ctx.today.slice(0, 4))) throw new InputError({ year: { code: 'register.yearAhead' } })
    const key = { countyCode, householdId, year }
    const row = await ctx.db.livingCondition.findUnique({ where: { countyCode_householdId_year: key } })
    const version = row?.version ?? 0
    const place = { table: 'household', id: householdId, actor: ctx.actor } as const
    const rowId = `${countyCode}/${householdId}/${year}`
    const settled = await settle(ctx, LIVING_FIELDS, input, { row, version, table: 'living_condition', rowId }, place)
    const { mine, theirs } = settled
    if (mine.length === 0) return { householdId, year, version, saved: [], merged: theirs }
    const after = outcomeOf(settled)
    const [facts] = await getHouseholdFacts(ctx, { ids: [householdId] })
    if (facts) {
      const next = { year, ...factsOf(LIVING_FIELDS, after) } as LivingFacts
      const livings = [next, ...facts.livings.filter((each) => each.year !== year)].sort((a, b) => b.year - a.year)
      const grade = livings.find((each) => each.houseGrade !== null)
      const housed = { ...facts, livings, housingGrade: grade?.houseGrade ?? null }
      await refuseContradictions(ctx, facts, housed, { fields: namesOf(LIVING_FIELDS), changed: mine })
    }
    const columns = changesOf(LIVING_FIELDS, mine, input, place)
    if (row) {
      await ctx.db.livingCondition.update({
        where: { countyCode_householdId_year: key, version },
        data: { ...columns, version: version + 1 },
        select: { year: true },
      })
    } else {
      await ctx.db.livingCondition.create({
        data: { ...key, regionCode, source: 'FORM', ...columns },
        select: { year: true },
      })
    }
    if (mine.includes('houseGrade')) await followGrade(ctx, held)
    return { householdId, year, version: version + 1, saved: mine, merged: theirs }
  },
})

async function followGrade(
  ctx: Parameters<typeof recordLiving.run>[0],
  { countyCode, id, version }: { countyCode: string; id: string; version: number },
): Promise<void> {
  const newest = await ctx.db.livingCondition.findFirst({
    where: { countyCode, householdId: id, houseGrade: { not: null } },
    orderBy: { year: 'desc' },
    select: { houseGrade: true },
  })
  if (!newest) return
  await ctx.db.household.updateMany({
    where: { countyCode, id, version, OR: [{ housingGrade: null }, { housingGrade: { not: newest.houseGrade } }] },
    data: { housingGrade: newest.houseGrade, version: version + 1, updatedAt: ctx.now },
  })
}
