import 'server-only'
import { fenOf } from '@/lib/households/rules/money-text'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, type FieldErrors, InputError, NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { countyOf, countyOfScope, levelOf } from '@/lib/regions/rules'
import { recordedBy } from '@/lib/relief/commands/recorded'
import { assertRegion } from '@/lib/relief/queries/region'
import {
  InsureInput,
  MEASURES_OF,
  type Measure,
  MONEY_MEASURES,
  ReportFiguresInput,
  WithdrawFigureInput,
} from '@/lib/relief/schema/figures'

const ABOVE_COUNTY = ['PROVINCE', 'CITY']

async function regionOf(ctx: Ctx, regionCode: string): Promise<string> {
  await assertRegion(ctx, regionCode)
  if (ABOVE_COUNTY.includes(levelOf(regionCode))) throw new NotFoundError()
  return countyOf(regionCode)
}

/** A count of whole things, or an amount in yuan that becomes fen. Null when it is neither. */
function figureOf(measure: Measure, typed: string): number | null {
  if (MONEY_MEASURES.includes(measure)) return fenOf(typed)
  const plain = typed.normalize('NFKC').replace(/[,\s]/g, '')
  return /^\d{1,9}$/.test(plain) ? Number(plain) : null
}

/** Keeps figures of a line and period as they were reported, with their source, where no persons are recorded behind them. */
export const reportFigures = defineCommand({
  name: 'relief.report',
  permission: 'relief:report',
  input: ReportFiguresInput,
  async run(ctx, { id, regionCode, line, fromOn, toOn, isApproximate, source, ...typed }) {
    const countyCode = await regionOf(ctx, regionCode)
    const told = MEASURES_OF[line].filter((measure) => typed[measure] !== '')
    const errors: FieldErrors = {}
    const values = told.map((measure) => {
      const value = figureOf(measure, typed[measure])
      if (value === null)
        errors[measure] = { code: MONEY_MEASURES.includes(measure) ? 'relief.notAnAmount' : 'input.wrong' }
      return { measure, value: value ?? 0 }
    })
    const first = MEASURES_OF[line][0]
    if (told.length === 0 && first) errors[first] = { code: 'input.required' }
    if (Object.keys(errors).length > 0) throw new InputError(errors)
    const period = { countyCode, regionCode, line, fromOn: dateOf(fromOn), toOn: dateOf(toOn), withdrawnOn: null }
    const known = await ctx.db.reliefFigure.findFirst({
      where: { ...period, measure: { in: told } },
      select: { measure: true },
    })
    if (known) throw new DomainError('relief.reportedAlready', {}, known.measure)
    await ctx.db.reliefFigure.createMany({
      data: values.map(({ measure, value }, index) => ({
        ...period,
        id: index === 0 ? id : newId(ctx.now),
        measure,
        value,
        isApproximate,
        source,
        ...recordedBy(ctx),
      })),
    })
    return { regionCode, line, kept: values.length }
  },
})

/** Withdraws a reported figure, with a reason; it stays to be read. */
export const withdrawFigure = defineCommand({
  name: 'relief.withdrawFigure',
  permission: 'relief:report',
  input: WithdrawFigureInput,
  async run(ctx, { figureId, reason }) {
    const here = { ...countyOfScope(ctx.actor.scope), id: figureId }
    const figure = await ctx.db.reliefFigure.findFirst({ where: here, select: { countyCode: true, regionCode: true } })
    if (!figure) throw new NotFoundError()
    const { count } = await ctx.db.reliefFigure.updateMany({
      where: { countyCode: figure.countyCode, id: figureId, withdrawnOn: null },
      data: { withdrawnBy: ctx.actor.userId, withdrawnOn: dateOf(ctx.today), withdrawnReason: reason },
    })
    if (count !== 1) throw new DomainError('relief.changed')
    return { regionCode: figure.regionCode }
  },
})

/** A policy of the supplementary or the anti-poverty insurance: who insures whom for how much. */
export const insure = defineCommand({
  name: 'relief.insure',
  permission: 'relief:report',
  input: InsureInput,
  async run(
    ctx,
    { id, regionCode, line, insurer, policyNo, fromOn, toOn, premiumYuan, insuredPersons, isApproximate, source },
  ) {
    const countyCode = await regionOf(ctx, regionCode)
    await ctx.db.insurancePolicy.create({
      data: {
        countyCode,
        id,
        regionCode,
        line,
        insurer,
        policyNo,
        fromOn: dateOf(fromOn),
        toOn: dateOf(toOn),
        premiumFen: premiumYuan,
        insuredPersons,
        isApproximate,
        source,
        ...recordedBy(ctx),
      },
      select: { id: true },
    })
    return { policyId: id, regionCode }
  },
})
