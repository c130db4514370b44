import 'server-only'
import { checkFacts, dayOrNull, refuseWrong } from '@/lib/indicators/commands/check'
import { keepFacts, reportedBy } from '@/lib/indicators/commands/rows'
import { AddInputInput, CorrectFactInput, FactInput, ReportManyInput } from '@/lib/indicators/schema/facts'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope, rangeOf } from '@/lib/regions/rules'

/** Keeps one fact as it was reported, with its day and source (domain.md 5.1). Errors: NotFoundError, InputError. */
export const reportFact = defineCommand({
  name: 'fact.report',
  permission: 'fact:report',
  input: FactInput,
  async run(ctx, fact) {
    const checked = await checkFacts(ctx, [fact])
    refuseWrong(checked, (_, field) => field)
    await keepFacts(ctx, [fact], checked.units)
    return { factId: fact.id, regionCode: fact.regionCode }
  },
})

/** Keeps many facts, all or none; faults are named by the place of the row. Errors: NotFoundError, InputError. */
export const reportFacts = defineCommand({
  name: 'fact.reportMany',
  permission: 'fact:report',
  input: ReportManyInput,
  async run(ctx, { facts }) {
    const checked = await checkFacts(ctx, facts)
    refuseWrong(checked, (index, field) => `facts[${index}].${field}`)
    await keepFacts(ctx, facts, checked.units)
    return { kept: facts.length }
  },
})

/** Puts another row in the place of a fact; without a value the fact is withdrawn. What was reported stays to be read. Errors: NotFoundError, DomainError. */
export const correctFact = defineCommand({
  name: 'fact.correct',
  permission: 'fact:report',
  input: CorrectFactInput,
  async run(ctx, { id, factId, value, qualifiers, asOf, periodStart, periodEnd, source, note, reason }) {
    const { lo, hi } = rangeOf(ctx.actor.scope)
    const where = { ...countyOfScope(ctx.actor.scope), regionCode: { gte: lo, lt: hi }, id: factId }
    const last = await ctx.db.reportedFact.findFirst({ where })
    if (!last) throw new NotFoundError()
    const { countyCode } = last
    const next = await ctx.db.reportedFact.findFirst({
      where: { countyCode, supersedes: factId },
      select: { id: true },
    })
    if (next) throw new DomainError('indicators.correctedAlready')
    if (last.value === null) throw new DomainError('indicators.withdrawnAlready')
    const day = asOf ?? periodEnd
    await ctx.db.reportedFact.create({
      data: {
        countyCode,
        id,
        regionCode: last.regionCode,
        inputCode: last.inputCode,
        value: value ?? null,
        unit: last.unit,
        qualifiers: [...qualifiers],
        asOf: day ? dayOrNull(asOf) : last.asOf,
        periodStart: day ? dayOrNull(periodStart) : last.periodStart,
        periodEnd: day ? dayOrNull(periodEnd) : last.periodEnd,
        factOn: day ? dateOf(day) : last.factOn,
        source,
        sourceRef: last.sourceRef,
        note,
        supersedes: factId,
        version: last.version + 1,
        reason,
        ...reportedBy(ctx),
      },
      select: { id: true },
    })
    return { factId: id, regionCode: last.regionCode }
  },
})

/** Adds what may be reported: one row, known to everybody from then on. Errors: DomainError. */
export const addInput = defineCommand({
  name: 'factInput.add',
  permission: 'factInput:add',
  input: AddInputInput,
  async run(ctx, input) {
    const known = await ctx.db.factInput.findUnique({ where: { code: input.code }, select: { code: true } })
    if (known) throw new DomainError('indicators.inputThere', {}, 'code')
    const { _max } = await ctx.db.factInput.aggregate({ _max: { sortNo: true } })
    await ctx.db.factInput.create({
      data: { ...input, appliesTo: ctx.actor.scope, sortNo: (_max.sortNo ?? 0) + 1 },
      select: { code: true },
    })
    return { code: input.code }
  },
})
