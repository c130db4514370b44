import 'server-only'
import { getPlace } from '@/lib/monitoring/queries/places'
import { dateOf, dayFrom, isDay } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { countyOfScope } from '@/lib/regions/rules'
import { type LineFacts, ratiosOf } from '@/lib/relief/rules/figures'
import { MEASURES_OF, type Measure } from '@/lib/relief/schema/figures'
import { LINES, type Line } from '@/lib/relief/schema/lines'
import { countFilial, countPayments, countSettled } from '@/lib/relief/sql'

export type FiguresView = Awaited<ReturnType<typeof getFigures>>

const fromText = (text: string | undefined, otherwise: string) => (text && isDay(text) ? text : otherwise)

/** What the six lines did in a region and period: figures as reported, what the rows of the system add up to, policies, and the rates of both. */
export async function getFigures(ctx: Ctx, asked: { region?: string; from?: string; to?: string }) {
  const place = await getPlace(ctx, asked.region)
  const from = fromText(asked.from, `${Number(ctx.today.slice(0, 4)) - 5}-01-01`)
  const to = fromText(asked.to, ctx.today)
  const here = { ...countyOfScope(ctx.actor.scope), regionCode: place.code }
  const figures = await ctx.db.reliefFigure.findMany({
    where: { ...here, withdrawnOn: null, fromOn: { gte: dateOf(from) }, toOn: { lte: dateOf(to) } },
    orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
  })
  const policies = await ctx.db.insurancePolicy.findMany({
    where: { ...here, fromOn: { gte: dateOf(from), lte: dateOf(to) } },
    orderBy: [{ fromOn: 'asc' }, { id: 'asc' }],
  })
  const [lo, hi] = [place.range.gte, place.range.lt]
  const payments = await countPayments(ctx, lo, hi, from, to)
  const settled = await countSettled(ctx, lo, hi, from, to)
  const filial = await countFilial(ctx, lo, hi, from, to)

  const insured = (line: Line): LineFacts => {
    const own = policies.filter((policy) => policy.line === line)
    if (own.length === 0) return {}
    const persons = own.reduce((sum, { insuredPersons }) => sum + (insuredPersons ?? 0), 0)
    return {
      PREMIUM: own.reduce((sum, { premiumFen }) => sum + Number(premiumFen), 0),
      ...(persons > 0 ? { INSURED: persons } : {}),
    }
  }
  const countedOf = (line: Line): LineFacts => {
    if (line === 1)
      return { VISITS: settled.visits, TOTAL: settled.total, POLICY: settled.policy, REIMBURSED: settled.reimbursed }
    if (line === 5)
      return {
        CONTRIBUTED: filial.contributed,
        BONUS: filial.bonus,
        HOUSEHOLDS: filial.households,
        PERSONS: filial.persons,
      }
    const own = payments.find((each) => each.line === line)
    return { TIMES: own?.times ?? 0, HOUSEHOLDS: own?.households ?? 0, PAID: own?.paid ?? 0 }
  }
  return {
    place,
    from,
    to,
    lines: LINES.map((line) => {
      const told = figures.filter((figure) => figure.line === line)
      const reported: LineFacts = { ...insured(line) }
      for (const { measure, value } of told)
        reported[measure as Measure] = (reported[measure as Measure] ?? 0) + Number(value)
      const counted = countedOf(line)
      return {
        line,
        /** All that the rows add up to, also what the page of the lines does not ask for. */
        countedFacts: counted,
        measures: MEASURES_OF[line].map((measure) => ({
          measure,
          reported: reported[measure] ?? null,
          isApproximate: told.some((figure) => figure.measure === measure && figure.isApproximate),
          counted: counted[measure] ?? null,
        })),
        premium: reported.PREMIUM ?? null,
        insured: reported.INSURED ?? null,
        premiumIsApproximate: policies.some((policy) => policy.line === line && policy.isApproximate),
        reportedRatios: ratiosOf(line, reported),
        countedRatios: ratiosOf(line, counted),
        told: told.map((figure) => ({
          id: figure.id,
          measure: figure.measure as Measure,
          from: dayFrom(figure.fromOn),
          to: dayFrom(figure.toOn),
          source: figure.source,
          value: Number(figure.value),
          isApproximate: figure.isApproximate,
        })),
      }
    }),
    policies: policies.map((policy) => ({
      id: policy.id,
      line: policy.line as 2 | 4,
      insurer: policy.insurer,
      no: policy.policyNo,
      from: dayFrom(policy.fromOn),
      to: dayFrom(policy.toOn),
      premiumFen: Number(policy.premiumFen),
      persons: policy.insuredPersons,
      isApproximate: policy.isApproximate,
      source: policy.source,
    })),
    mayReport: may(ctx.actor.role, 'relief:report'),
    today: ctx.today,
  }
}
