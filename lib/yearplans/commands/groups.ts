import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { findPlan } from '@/lib/yearplans/commands/plan'
import { DoneGroupInput, DrawGroupsInput, SetGroupInput } from '@/lib/yearplans/schema/groups'
import { drawHouseholds } from '@/lib/yearplans/sql/groups'

/** Draws the special groups of the village from its register (特殊群体逐户); drawn again, only what is new comes in. Errors: NotFoundError. */
export const drawGroups = defineCommand({
  name: 'villagePlan.drawGroups',
  permission: 'villagePlan:keep',
  input: DrawGroupsInput,
  async run(ctx, { planId }): Promise<{ planId: string; drawn: number }> {
    return { planId, drawn: await drawHouseholds(ctx, await findPlan(ctx, planId)) }
  },
})

/** Says what is to be done for a household and by when. Errors: NotFoundError, DomainError once it is done. */
export const setGroup = defineCommand({
  name: 'villagePlan.setGroup',
  permission: 'villagePlan:keep',
  input: SetGroupInput,
  async run(ctx, { planId, householdId, version, todo, dueOn }): Promise<{ planId: string }> {
    const { countyCode } = await lineToChange(ctx, planId, householdId)
    await change(ctx, { countyCode, planId, householdId, version }, { todo, dueOn: dueOn ? dateOf(dueOn) : null })
    return { planId }
  },
})

/** Records that what was to be done for a household is done; once. Errors: NotFoundError, DomainError. */
export const doneGroup = defineCommand({
  name: 'villagePlan.doneGroup',
  permission: 'villagePlan:keep',
  input: DoneGroupInput,
  async run(ctx, { planId, householdId, version, doneOn, note }): Promise<{ planId: string }> {
    const line = await lineToChange(ctx, planId, householdId)
    if (line.todo === '') throw new DomainError('yearplans.nothingToDo')
    if (doneOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'doneOn')
    const drawn = dayFrom(line.drawnOn)
    if (doneOn < drawn) throw new DomainError('yearplans.beforeDrawn', { day: drawn }, 'doneOn')
    const { userId, name } = ctx.actor
    await change(
      ctx,
      { countyCode: line.countyCode, planId, householdId, version },
      { doneOn: dateOf(doneOn), doneNote: note, doneBy: userId, doneByName: name },
    )
    return { planId }
  },
})

async function lineToChange(ctx: Ctx, planId: string, householdId: string) {
  const { countyCode } = await findPlan(ctx, planId)
  const line = await ctx.db.villageSpecial.findFirst({ where: { countyCode, planId, householdId } })
  if (!line) throw new NotFoundError()
  if (line.doneOn) throw new DomainError('yearplans.doneAlready')
  return line
}

async function change(
  ctx: Ctx,
  where: { countyCode: string; planId: string; householdId: string; version: number },
  data: Parameters<Ctx['db']['villageSpecial']['updateMany']>[0]['data'],
): Promise<void> {
  const { count } = await ctx.db.villageSpecial.updateMany({ where, data: { ...data, version: { increment: 1 } } })
  if (count !== 1) throw new DomainError('yearplans.changed')
}
