import 'server-only'
import { getPlace } from '@/lib/monitoring/queries/places'
import { cursorFrom, cursorText } from '@/lib/monitoring/rules/cursor'
import type { PairFilter } from '@/lib/partnerships/rules/list-address'
import { isActive } from '@/lib/partnerships/rules/standing'
import type { Grade, PairState, Programme, UnitKind } from '@/lib/partnerships/schema'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

const PAGE = 50
const NEWEST: Prisma.MedicalPairOrderByWithRelationInput[] = [{ fromOn: 'desc' }, { id: 'desc' }]

export type PairQuery = PairFilter & { region?: string; after?: string }
export type PairList = Awaited<ReturnType<typeof listPairs>>

function inState(state: PairState | undefined, day: string): Prisma.MedicalPairWhereInput {
  const on = dateOf(day)
  if (state === 'ACTIVE') return { fromOn: { lte: on }, OR: [{ toOn: null }, { toOn: { gte: on } }] }
  return state === 'ENDED' ? { toOn: { lt: on } } : {}
}

async function narrowed(ctx: Ctx, { region, programme, state }: PairQuery) {
  const place = await getPlace(ctx, region)
  const where: Prisma.MedicalPairWhereInput = {
    AND: [
      { ...countyOfScope(ctx.actor.scope), regionCode: place.range, ...(programme ? { programme } : {}) },
      inState(state, ctx.today),
    ],
  }
  return { place, where }
}

/** The ids of all pairs that a list shows over all its pages, in its order; at most `most`. */
export async function listPairIds(ctx: Ctx, query: PairQuery, most: number): Promise<string[]> {
  const { where } = await narrowed(ctx, query)
  const rows = await ctx.db.medicalPair.findMany({ where, orderBy: NEWEST, take: most, select: { id: true } })
  return rows.map(({ id }) => id)
}

/** Pairs of a region, fifty at a time by the day on which they began. */
export async function listPairs(ctx: Ctx, query: PairQuery) {
  const { place, where } = await narrowed(ctx, query)
  const cursor = cursorFrom(query.after)
  const beyond: Prisma.MedicalPairWhereInput = cursor
    ? { OR: [{ fromOn: { lt: dateOf(cursor.day) } }, { fromOn: dateOf(cursor.day), id: { lt: cursor.id } }] }
    : {}
  const rows = await ctx.db.medicalPair.findMany({
    where: { AND: [where, beyond] },
    orderBy: NEWEST,
    take: PAGE + 1,
    include: { unit: { select: { name: true, kind: true, region: { select: { name: true } } } } },
  })
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    place,
    pairs: shown.map((row) => {
      const days = { fromOn: dayFrom(row.fromOn), toOn: row.toOn && dayFrom(row.toOn) }
      return {
        id: row.id,
        supporter: row.supporterName,
        grade: row.supporterGrade as Grade,
        programme: row.programme as Programme,
        unit: row.unit.name,
        kind: row.unit.kind as UnitKind,
        region: row.unit.region.name,
        ...days,
        isActive: isActive(days, ctx.today),
      }
    }),
    next: rows.length > PAGE && last ? cursorText({ rank: 0, day: dayFrom(last.fromOn), id: last.id }) : null,
  }
}

export type UnitList = Awaited<ReturnType<typeof listUnits>>

/** Medical units of a region by their places, a page at a time, with how many pairs are active today. `page` counts from 1. */
export async function listUnits(ctx: Ctx, region: string | undefined, after: string | undefined) {
  const place = await getPlace(ctx, region)
  const on = dateOf(ctx.today)
  const [code = '', name = ''] = (after ?? '').split('_')
  const beyond: Prisma.MedicalUnitWhereInput = /^\d{12}$/.test(code)
    ? { OR: [{ regionCode: { gt: code } }, { regionCode: code, name: { gt: name } }] }
    : {}
  const rows = await ctx.db.medicalUnit.findMany({
    where: { AND: [{ ...countyOfScope(ctx.actor.scope), regionCode: place.range }, beyond] },
    orderBy: [{ regionCode: 'asc' }, { name: 'asc' }],
    take: PAGE + 1,
    include: {
      region: { select: { name: true } },
      _count: { select: { pairs: { where: { fromOn: { lte: on }, OR: [{ toOn: null }, { toOn: { gte: on } }] } } } },
    },
  })
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    place,
    units: shown.map((row) => ({
      id: row.id,
      name: row.name,
      kind: row.kind as UnitKind,
      grade: row.grade as Grade,
      region: row.region.name,
      closedOn: row.closedOn && dayFrom(row.closedOn),
      pairs: row._count.pairs,
    })),
    next: rows.length > PAGE && last ? `${last.regionCode}_${last.name}` : null,
  }
}
