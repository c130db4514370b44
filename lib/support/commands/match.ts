import 'server-only'
import { logAccess } from '@/lib/audit/log-access'
import { startClue } from '@/lib/monitoring/commands/start-clue'
import { findOpenCase, findOpenClue } from '@/lib/monitoring/queries/open'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import { defineCommand } from '@/lib/platform/command'
import { addDays, dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, InputError, NotFoundError } from '@/lib/platform/errors'
import { startJournal, undoJournal } from '@/lib/platform/journal'
import { commonRegion, countyOf } from '@/lib/regions/rules'
import { fieldOf, ownLists } from '@/lib/support/queries/field'
import { matchesOf } from '@/lib/support/queries/matches'
import { readNumbers } from '@/lib/support/rules/id-list'
import { ConfirmListInput, LISTS_A_DAY, MOST_NUMBERS, ReportInput, WithdrawInput } from '@/lib/support/schema/lists'
import { openList, type SealedList } from '@/lib/support/sealed-list'
import { lockHouseholds } from '@/lib/support/sql/lock'

const DAY_MS = 24 * 3_600_000

/**
 * Compares the ID numbers of a list that was looked at before (`list-preview`) with the register and keeps whom it matched, all rows or none.
 * It is the very list that was shown: sealed it went to the page, sealed it comes back. The answer says how many of them the register has, and
 * nothing about the others: an unknown number, one of another county and one of a household that is gone are the same, and kept nowhere. Who
 * compared what for which purpose is written down. Errors: InputError by row; DomainError `support.previewOver`, `support.notYourField`,
 * `support.listEmpty`, `support.tooManyLists`.
 */
export const confirmList = defineCommand({
  name: 'match.confirm',
  permission: 'match:list',
  input: ConfirmListInput,
  run(ctx, { id, carriedFile }): Promise<KeptList> {
    const carried = openList(id, carriedFile, ctx.now)
    if (!carried) throw new DomainError('support.previewOver')
    return keepList(ctx, id, carried)
  },
})

type KeptList = { listId: string; rows: number; matched: number }

async function keepList(ctx: Ctx, id: string, { category, purpose, listed }: SealedList): Promise<KeptList> {
  const { actor } = ctx
  const own = await fieldOf(ctx)
  if (!own?.includes(category)) throw new DomainError('support.notYourField', {}, 'category')
  if (listed.length === 0 || listed.length > MOST_NUMBERS)
    throw new DomainError('support.listEmpty', { most: MOST_NUMBERS })
  const { numbers, faults } = readNumbers(listed, ctx.today)
  if (Object.keys(faults).length > 0) throw new InputError(faults)
  const countyCode = countyOf(actor.regionCode)
  const { id: postingId } = await postingOf(ctx, countyCode)
  const since = new Date(ctx.now.getTime() - DAY_MS)
  if ((await ctx.db.departmentList.count({ where: { countyCode, postingId, madeAt: { gt: since } } })) >= LISTS_A_DAY)
    throw new DomainError('support.tooManyLists', { n: LISTS_A_DAY })
  const matches = await matchesOf(ctx, countyCode, numbers)
  const terms = await listParameterRows(ctx, ['support.listDays'])
  const days = resolveParameter(terms, 'support.listDays', actor.regionCode, ctx.today)?.value ?? 0
  const place = { countyCode, regionCode: actor.regionCode }
  await ctx.db.departmentList.create({
    data: {
      ...place,
      id,
      postingId,
      category,
      purpose,
      rowCount: listed.length,
      matched: matches.length,
      validUntil: dateOf(addDays(ctx.today, days)),
      madeBy: actor.userId,
      madeByName: actor.name,
      madeByUnit: actor.unit,
      madeAt: ctx.now,
    },
    select: { id: true },
  })
  await ctx.db.departmentMatch.createMany({
    data: matches.map(({ bidx: _bidx, ...match }) => ({ ...match, countyCode, listId: id })),
  })
  await logAccess(ctx, {
    kind: 'SEARCH_ID',
    field: 'departmentList',
    purpose: category,
    reason: `${listed.length} ${matches.length} ${purpose}`,
  })
  return { listId: id, rows: listed.length, matched: matches.length }
}

/** The posting that has the field: one's own, or that of whom one stands in for. */
async function postingOf(ctx: Ctx, countyCode: string): Promise<{ id: string }> {
  const { postingId } = ctx.actor
  const found = await ctx.db.departmentField.findFirst({
    where: { countyCode, posting: { OR: [{ id: postingId }, { deputies: { some: { id: postingId } } }] } },
    select: { postingId: true },
  })
  if (!found) throw new NotFoundError()
  return { id: found.postingId }
}

async function ownList(ctx: Ctx, listId: string) {
  const list = await ctx.db.departmentList.findFirst({ where: { ...ownLists(ctx), id: listId } })
  if (!list) throw new NotFoundError()
  if (list.withdrawnAt) throw new DomainError('support.listWithdrawn')
  return list
}

/**
 * Makes clues of the matched households of one's own list, to be verified at home like any other; who has an open clue or case gets no second
 * one. Once a list, and taken back with it. Errors: NotFoundError, DomainError `support.listWithdrawn`, `support.listOver`,
 * `support.listReported`, `support.nobodyToReport`.
 */
export const reportMatches = defineCommand({
  name: 'match.report',
  permission: 'match:list',
  input: ReportInput,
  async run(ctx, { listId, reportId, summary }): Promise<{ listId: string; clues: number }> {
    const { countyCode, validUntil, reportId: before } = await ownList(ctx, listId)
    if (before) throw new DomainError('support.listReported')
    if (validUntil < dateOf(ctx.today)) throw new DomainError('support.listOver')
    const matches = await ctx.db.departmentMatch.findMany({
      where: { countyCode, listId, household: { isActive: true } },
      distinct: ['householdId'],
      orderBy: { rowNo: 'asc' },
      select: { householdId: true },
    })
    const ids = matches.map(({ householdId }) => householdId)
    await lockHouseholds(ctx, countyCode, ids)
    const households = await ctx.db.household.findMany({
      where: { countyCode, id: { in: ids }, isActive: true },
      select: { countyCode: true, id: true, regionCode: true },
    })
    const free = []
    for (const household of households)
      if (!(await findOpenClue(ctx, household)) && !(await findOpenCase(ctx, household))) free.push(household)
    if (free.length === 0) throw new DomainError('support.nobodyToReport')
    const regionCode = commonRegion(free.map((each) => each.regionCode))
    await startJournal(ctx, { countyCode, id: reportId, regionCode, command: 'match.report' })
    for (const household of free) await startClue(ctx, { household, source: 'DEPARTMENT', summary })
    const { count } = await ctx.db.departmentList.updateMany({
      where: { countyCode, id: listId, reportId: null, withdrawnAt: null },
      data: { reportId, reportedAt: ctx.now, clues: free.length },
    })
    if (count !== 1) throw new DomainError('support.listReported')
    return { listId, clues: free.length }
  },
})

/**
 * Takes one's own list back: it shows nobody any more, and the clues that were made of it are gone. Errors: NotFoundError, DomainError
 * `support.listWithdrawn`, `journal.dependent` when somebody went on with one of the clues.
 */
export const withdrawList = defineCommand({
  name: 'match.withdraw',
  permission: 'match:list',
  input: WithdrawInput,
  async run(ctx, { listId }): Promise<{ listId: string }> {
    const { countyCode, reportId } = await ownList(ctx, listId)
    if (reportId) await undoJournal(ctx, countyCode, reportId)
    const { count } = await ctx.db.departmentList.updateMany({
      where: { countyCode, id: listId, withdrawnAt: null },
      data: { withdrawnAt: ctx.now, withdrawnBy: ctx.actor.userId },
    })
    if (count !== 1) throw new DomainError('support.listWithdrawn')
    return { listId }
  },
})
