import 'server-only'
import { lockHousehold } from '@/lib/households/queries/lock'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { FilialContribution, FilialList } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'
import { postContrary } from '@/lib/relief/commands/entries'
import { carriedBonus } from '@/lib/relief/commands/filial'
import { CancelContributionInput } from '@/lib/relief/schema/funds'

/**
 * A contribution that was recorded wrongly is taken back by its contrary: the deposit leaves the village's account, the bonus leaves the list,
 * and the list is checked anew. Errors: NotFoundError, DomainError `relief.paidOutAlready` once its list is paid.
 */
export const cancelContribution = defineCommand({
  name: 'filial.cancel',
  permission: 'filial:collect',
  input: CancelContributionInput,
  async run(ctx, { id, contributionId, on, reason }) {
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    const given = await lockedContribution(ctx, contributionId)
    const { countyCode, list, paidOn } = given
    if (on < dayFrom(paidOn)) throw new DomainError('relief.beforeLast', { day: dayFrom(paidOn) }, 'on')
    if (given.reversedBy) throw new DomainError('relief.reversedAlready')
    if (list?.paidOn) throw new DomainError('relief.paidOutAlready', { no: list.listNo, day: dayFrom(list.paidOn) })
    const deposit = await ctx.db.fundEntry.findFirst({
      where: { countyCode, contributionId, kind: 'DEPOSIT' },
      include: { lines: { orderBy: { lineNo: 'asc' } } },
    })
    if (!deposit) throw new NotFoundError()
    if (list) await shrinkList(ctx, list, given)
    await postContrary(ctx, deposit, { id: newId(ctx.now), on, reason, contributionId: id })
    const still = { countyCode, id: contributionId, listId: given.listId }
    if (!(await ctx.db.filialContribution.findFirst({ where: still, select: { id: true } })))
      throw new DomainError('relief.changed')
    await keepContrary(ctx, given, { id, on, reason })
    return { contributionId, householdId: given.householdId }
  },
})

async function lockedContribution(ctx: Ctx, id: string) {
  const where = { ...countyOfScope(ctx.actor.scope), id, reverses: null }
  const found = await ctx.db.filialContribution.findFirst({
    where,
    select: { countyCode: true, householdId: true },
  })
  if (!found || !(await lockHousehold(ctx, found.countyCode, found.householdId))) throw new NotFoundError()
  return ctx.db.filialContribution.findFirstOrThrow({
    where,
    include: { list: true, reversedBy: { select: { id: true } } },
  })
}

/** The list without this contribution; with none left it is cancelled. */
async function shrinkList(ctx: Ctx, list: FilialList, given: FilialContribution): Promise<void> {
  const { countyCode, id, version, regionCode } = list
  const contributions = list.contributions - 1
  const bonusFen = Number(list.bonusFen - given.bonusFen)
  const { count } = await ctx.db.filialList.updateMany({
    where: { countyCode, id, version },
    data: {
      contributions,
      totalFen: list.totalFen - given.amountFen,
      ...(await carriedBonus(ctx, regionCode, bonusFen, dayFrom(list.preparedOn))),
      status: contributions === 0 ? 'CANCELLED' : 'PREPARED',
      checkedBy: null,
      checkedByName: null,
      checkedOn: null,
      version: { increment: 1 },
    },
  })
  if (count !== 1) throw new DomainError('relief.changed')
}

type Told = { id: string; on: string; reason: string }

async function keepContrary(ctx: Ctx, given: FilialContribution, { id, on, reason }: Told): Promise<void> {
  const { countyCode, regionCode, householdId, parentId, childName, year, half, paidOn, listId } = given
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
      paidOn,
      listId,
      amountFen: -given.amountFen,
      bonusFen: -given.bonusFen,
      reverses: given.id,
      reversedOn: dateOf(on),
      reason,
      collectedBy: ctx.actor.userId,
      collectedByName: ctx.actor.name,
      collectedAt: ctx.now,
    },
    select: { id: true },
  })
}
