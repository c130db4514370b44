import 'server-only'
import { eyesOf } from '@/lib/platform/actor'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { nextNumber } from '@/lib/platform/numbers'
import { countyOf, countyOfScope, levelOf, pad, prefixOf } from '@/lib/regions/rules'
import { accountOf, postEntry } from '@/lib/relief/commands/entries'
import { keptHousehold } from '@/lib/relief/commands/event'
import { getPolicy } from '@/lib/relief/queries/costs'
import { STANDING } from '@/lib/relief/queries/filial'
import { assertRegion } from '@/lib/relief/queries/region'
import { bonusOf, halfOf, isParentAge, PARENT_AGE, splitBonus } from '@/lib/relief/rules/filial'
import { collected, movement } from '@/lib/relief/rules/journal'
import {
  CheckListInput,
  ContributeInput,
  type FundSource,
  PayListInput,
  PrepareListInput,
} from '@/lib/relief/schema/funds'
import { lockAccounts } from '@/lib/relief/sql'

/** A child pays for a parent of 60 or more into the village's account; once a child, parent and half-year. */
export const contributeFilial = defineCommand({
  name: 'filial.contribute',
  permission: 'filial:collect',
  input: ContributeInput,
  async run(ctx, { id, householdId, parentId, childName, amountYuan, paidOn }) {
    if (paidOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'paidOn')
    const { countyCode, regionCode } = await keptHousehold(ctx, householdId)
    const membership = await ctx.db.membership.findFirst({
      where: { countyCode, householdId, personId: parentId, validTo: null },
      select: { person: { select: { birthDate: true } } },
    })
    if (!membership) throw new DomainError('relief.notAMember', {}, 'parentId')
    if (!isParentAge(dayFrom(membership.person.birthDate), paidOn))
      throw new DomainError('relief.parentTooYoung', { age: PARENT_AGE }, 'parentId')
    const { year, half } = halfOf(paidOn)
    const twice = await ctx.db.filialContribution.findFirst({
      where: { countyCode, parentId, childName, year, half, ...STANDING },
      select: { id: true },
    })
    if (twice) throw new DomainError('relief.contributedAlready', { year: String(year), half }, 'childName')
    await ctx.db.filialContribution.create({
      data: {
        countyCode,
        id,
        regionCode,
        householdId,
        parentId,
        childName,
        year,
        half,
        paidOn: dateOf(paidOn),
        amountFen: amountYuan,
        bonusFen: bonusOf(amountYuan, await getPolicy(ctx, regionCode, paidOn)),
        collectedBy: ctx.actor.userId,
        collectedByName: ctx.actor.name,
        collectedAt: ctx.now,
      },
      select: { id: true },
    })
    const key = { countyCode, regionCode, line: 5, year } as const
    const outside = await accountOf(ctx, { ...key, source: 'OUTSIDE' })
    const deposit = await accountOf(ctx, { ...key, source: 'DEPOSIT' })
    await postEntry(ctx, {
      id: newId(ctx.now),
      countyCode,
      regionCode,
      kind: 'DEPOSIT',
      on: paidOn,
      sides: movement(outside, deposit, amountYuan),
      document: childName,
      contributionId: id,
    })
    return { contributionId: id, householdId }
  },
})

/** The village's list of a half-year: every contribution that is on none yet, with its bonus and who carries it. */
export const prepareFilialList = defineCommand({
  name: 'filial.prepare',
  permission: 'filial:collect',
  input: PrepareListInput,
  async run(ctx, { id, regionCode, year, half, on }) {
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    await assertRegion(ctx, regionCode)
    if (levelOf(regionCode) !== 'VILLAGE') throw new NotFoundError()
    const countyCode = countyOf(regionCode)
    await lockDeposits(ctx, { countyCode, regionCode, year })
    const items = await ctx.db.filialContribution.findMany({
      where: { countyCode, regionCode, year, half, listId: null, ...STANDING },
      select: { id: true, amountFen: true, bonusFen: true },
    })
    if (items.length === 0) throw new DomainError('relief.nothingToList', { year: String(year), half })
    const sum = (column: 'amountFen' | 'bonusFen') => items.reduce((all, item) => all + Number(item[column]), 0)
    const [totalFen, bonusFen] = [sum('amountFen'), sum('bonusFen')]
    const listNo = await nextNumber(ctx, countyCode, 'XX')
    await ctx.db.filialList.create({
      data: {
        countyCode,
        id,
        regionCode,
        listNo,
        year,
        half,
        status: 'PREPARED',
        contributions: items.length,
        totalFen,
        ...(await carriedBonus(ctx, regionCode, bonusFen, on)),
        preparedBy: ctx.actor.userId,
        preparedByName: ctx.actor.name,
        preparedOn: dateOf(on),
      },
      select: { id: true },
    })
    const { count } = await ctx.db.filialContribution.updateMany({
      where: { countyCode, id: { in: items.map((item) => item.id) }, listId: null },
      data: { listId: id },
    })
    if (count !== items.length) throw new DomainError('relief.changed')
    return { listId: id, listNo }
  },
})

/** A bonus and who carries it. */
export async function carriedBonus(ctx: Ctx, regionCode: string, bonusFen: number, on: string) {
  const { county, township, village, donation } = splitBonus(bonusFen, await getPolicy(ctx, regionCode, on))
  return { bonusFen, countyFen: county, townshipFen: township, villageFen: village, donationFen: donation }
}

// A contribution is not listed and taken back at once: both wait here.
async function lockDeposits(ctx: Ctx, key: { countyCode: string; regionCode: string; year: number }): Promise<void> {
  const deposit = await accountOf(ctx, { ...key, line: 5, source: 'DEPOSIT' })
  await lockAccounts(ctx, key.countyCode, [deposit])
}

async function listToStep(ctx: Ctx, { listId, version, on }: { listId: string; version: number; on: string }) {
  const list = await ctx.db.filialList.findFirst({ where: { ...countyOfScope(ctx.actor.scope), id: listId } })
  if (!list) throw new NotFoundError()
  if (list.version !== version) throw new DomainError('relief.changed')
  if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
  const last = dayFrom(list.checkedOn ?? list.preparedOn)
  if (on < last) throw new DomainError('relief.beforeLast', { day: last }, 'on')
  return list
}

/** The township checks the list. Who made it does not check it. */
export const checkFilialList = defineCommand({
  name: 'filial.check',
  permission: 'filial:check',
  input: CheckListInput,
  async run(ctx, input) {
    const list = await listToStep(ctx, input)
    if (list.status !== 'PREPARED') throw new DomainError('relief.notNow')
    if (eyesOf(ctx.actor).includes(list.preparedBy)) throw new DomainError('relief.preparerChecks')
    const { count } = await ctx.db.filialList.updateMany({
      where: { countyCode: list.countyCode, id: list.id, version: input.version },
      data: {
        status: 'CHECKED',
        checkedBy: ctx.actor.userId,
        checkedByName: ctx.actor.name,
        checkedOn: dateOf(input.on),
        version: { increment: 1 },
      },
    })
    if (count !== 1) throw new DomainError('relief.changed')
    return { listId: list.id }
  },
})

/** The county pays contributions and bonus to the parents: one entry, from the village's deposits and from the four that carry the bonus. */
export const payFilialList = defineCommand({
  name: 'filial.pay',
  permission: 'filial:pay',
  input: PayListInput,
  async run(ctx, input) {
    const list = await listToStep(ctx, input)
    if (list.status !== 'CHECKED') throw new DomainError('relief.notNow')
    if (eyesOf(ctx.actor).some((eyes) => eyes === list.checkedBy)) throw new DomainError('relief.checkerPays')
    const { countyCode, regionCode, year } = list
    const { count } = await ctx.db.filialList.updateMany({
      where: { countyCode, id: list.id, version: input.version },
      data: {
        status: 'PAID',
        paidBy: ctx.actor.userId,
        paidByName: ctx.actor.name,
        paidOn: dateOf(input.on),
        version: { increment: 1 },
      },
    })
    if (count !== 1) throw new DomainError('relief.changed')
    const at = (region: string, source: FundSource) =>
      accountOf(ctx, { countyCode, regionCode: region, line: 5, source, year })
    const [township, county] = [pad(prefixOf(regionCode, 'TOWNSHIP')), pad(countyCode)]
    const sides = collected(
      [
        [await at(regionCode, 'DEPOSIT'), Number(list.totalFen)],
        [await at(county, 'BUDGET'), Number(list.countyFen)],
        [await at(township, 'BUDGET'), Number(list.townshipFen)],
        [await at(regionCode, 'BUDGET'), Number(list.villageFen)],
        [await at(county, 'DONATION'), Number(list.donationFen)],
      ],
      await at(regionCode, 'PAID'),
    )
    await postEntry(ctx, {
      id: newId(ctx.now),
      countyCode,
      regionCode: county,
      kind: 'PAY_OUT',
      on: input.on,
      sides,
      document: input.document,
      listId: list.id,
    })
    return { listId: list.id }
  },
})
