import 'server-only'
import { shownName } from '@/lib/monitoring/queries/names'
import { getPlace } from '@/lib/monitoring/queries/places'
import { eyesOf } from '@/lib/platform/actor'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'
import { dayOrNull } from '@/lib/relief/queries/costs'
import { getReliefStart } from '@/lib/relief/queries/event'
import { halfOf, isParentAge } from '@/lib/relief/rules/filial'
import type { ListStatus } from '@/lib/relief/schema/funds'

const MOST_LISTS = 100
const MOST_CONTRIBUTIONS = 200

/** Contributions that were not taken back, without what takes others back. */
export const STANDING = { reverses: null, reversedBy: { is: null } } as const

/** A half-year as an address names it ("2026-1"); null where it names none. */
export function readHalf(text: string | undefined): { year: number; half: 1 | 2 } | null {
  const [, year, half] = /^(\d{4})-([12])$/.exec(text ?? '') ?? []
  return year && half ? { year: Number(year), half: Number(half) as 1 | 2 } : null
}

type OfHalf = { region?: string; year: number; half: 1 | 2 }

const inHalf = async (ctx: Ctx, { region, year, half }: OfHalf) => ({
  ...countyOfScope(ctx.actor.scope),
  regionCode: (await getPlace(ctx, region)).range,
  year,
  half,
})

/** The ids of the lists of a half-year in a region, as its page shows them; at most `most`. Errors: NotFoundError. */
export async function listFilialIds(ctx: Ctx, asked: OfHalf, most: number): Promise<string[]> {
  const where = await inHalf(ctx, asked)
  const rows = await ctx.db.filialList.findMany({
    where,
    orderBy: { listNo: 'desc' },
    take: most,
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/** The ids of the contributions of a half-year in a region that were not taken back, newest first; at most `most`. Errors: NotFoundError. */
export async function listContributionIds(ctx: Ctx, asked: OfHalf, most: number): Promise<string[]> {
  const rows = await ctx.db.filialContribution.findMany({
    where: { ...(await inHalf(ctx, asked)), ...STANDING },
    orderBy: [{ paidOn: 'desc' }, { id: 'desc' }],
    take: most,
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

export type FilialView = Awaited<ReturnType<typeof getFilial>>

/** A half-year of the filial fund in a region: what waits for a list village by village, the lists, and the household for which a contribution is recorded. */
export async function getFilial(ctx: Ctx, asked: { region?: string; half?: string; household?: string }) {
  const place = await getPlace(ctx, asked.region)
  const now = halfOf(ctx.today)
  const period = readHalf(asked.half) ?? now
  const here = { ...countyOfScope(ctx.actor.scope), regionCode: place.range, ...period }
  const waiting = await ctx.db.filialContribution.groupBy({
    by: ['regionCode'],
    where: { ...here, listId: null, ...STANDING },
    _count: true,
    _sum: { amountFen: true, bonusFen: true },
    orderBy: { regionCode: 'asc' },
    take: MOST_LISTS,
  })
  const names = new Map(
    (
      await ctx.db.region.findMany({
        where: { code: { in: waiting.map(({ regionCode }) => regionCode) } },
        select: { code: true, name: true },
      })
    ).map(({ code, name }) => [code, name]),
  )
  const lists = await ctx.db.filialList.findMany({
    where: here,
    orderBy: { listNo: 'desc' },
    take: MOST_LISTS,
    include: { region: { select: { name: true } } },
  })
  const { role } = ctx.actor
  const eyes = eyesOf(ctx.actor)
  const mayCollect = may(role, 'filial:collect')
  const start = asked.household ? await getReliefStart(ctx, asked.household) : null
  return {
    place,
    ...period,
    halves: [0, 1, 2, 3].map((back) => {
      const at = now.year * 2 + (now.half - 1) - back
      return { year: Math.floor(at / 2), half: (at % 2) + 1 }
    }),
    waiting: waiting.map(({ regionCode, _count, _sum }) => ({
      regionCode,
      village: names.get(regionCode) ?? regionCode,
      n: _count,
      fen: Number(_sum.amountFen ?? 0),
      bonusFen: Number(_sum.bonusFen ?? 0),
    })),
    lists: lists.map((list) => ({
      id: list.id,
      no: list.listNo,
      village: list.region.name,
      status: list.status as ListStatus,
      version: list.version,
      n: list.contributions,
      fen: Number(list.totalFen),
      bonusFen: Number(list.bonusFen),
      shares: [list.countyFen, list.townshipFen, list.villageFen, list.donationFen].map(Number) as [
        number,
        number,
        number,
        number,
      ],
      preparedOn: dayFrom(list.preparedOn),
      paidOn: dayOrNull(list.paidOn),
      mayCheck: list.status === 'PREPARED' && may(role, 'filial:check') && !eyes.includes(list.preparedBy),
      mayPay: list.status === 'CHECKED' && may(role, 'filial:pay') && !eyes.some((each) => each === list.checkedBy),
    })),
    start: start && {
      household: start.household,
      parents: start.members.filter(({ birthDate }) => isParentAge(birthDate, ctx.today)),
    },
    mayCollect,
    unpaid: mayCollect ? await listUnpaid(ctx, here) : [],
    today: ctx.today,
  }
}

export type UnpaidContribution = Awaited<ReturnType<typeof listUnpaid>>[number]

/** Contributions that are not paid out yet, newest first: those that can still be taken back. */
async function listUnpaid(ctx: Ctx, here: Prisma.FilialContributionWhereInput) {
  const found = await ctx.db.filialContribution.findMany({
    where: { ...here, ...STANDING, OR: [{ listId: null }, { list: { paidOn: null } }] },
    orderBy: [{ paidOn: 'desc' }, { id: 'desc' }],
    take: MOST_CONTRIBUTIONS,
    select: {
      id: true,
      childName: true,
      amountFen: true,
      bonusFen: true,
      paidOn: true,
      parent: { select: { name: true } },
      list: { select: { listNo: true } },
    },
  })
  return found.map(({ id, childName, amountFen, bonusFen, paidOn, parent, list }) => ({
    id,
    child: shownName(ctx, childName),
    parent: shownName(ctx, parent.name),
    fen: Number(amountFen),
    bonusFen: Number(bonusFen),
    paidOn: dayFrom(paidOn),
    list: list?.listNo ?? null,
  }))
}
