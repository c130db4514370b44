import 'server-only'
import { AGAIN, refuseOtherLevel } from '@/lib/findings/commands/above'
import { keepStep, type Line, lineToStep, takeStep } from '@/lib/findings/commands/step'
import { PRESSES, pressDue } from '@/lib/findings/rules/press'
import { LADDER_CODES, ladderOf, settingOf } from '@/lib/findings/rules/settings'
import { ExtendInput, LongTermInput, PressInput, PublishInput, RecheckInput, ReopenInput } from '@/lib/findings/schema'
import { listParameterRows } from '@/lib/parameters/queries'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'

/** A later last day, by the level that handed the line out, as often as the policy value allows. */
export const extendFinding = defineCommand({
  name: 'finding.extend',
  permission: 'finding:assign',
  input: ExtendInput,
  async run(ctx, input) {
    const { line, step } = await lineToStep(ctx, input, 'extend')
    refuseOtherLevel(ctx, line)
    const { on, dueOn, reason } = input
    const rows = await listParameterRows(ctx, ['finding.maxExtensions'])
    const most = settingOf(rows, 'finding.maxExtensions', line.regionCode, on)
    if (line.extensions >= most) throw new DomainError('findings.extendedEnough', { n: most })
    const was = line.dueOn && dayFrom(line.dueOn)
    if (was && dueOn <= was) throw new DomainError('findings.notLater', { day: was }, 'dueOn')
    return takeStep(ctx, line, step, {
      on,
      record: { was, dueOn, reason },
      data: { dueOn: dateOf(dueOn), extensions: { increment: 1 }, pressed: 0 },
    })
  },
})

/** 长期坚持: what cannot be finished by its day goes on with milestones; it stays open, and is never counted as closed. */
export const keepLongTerm = defineCommand({
  name: 'finding.longTerm',
  permission: 'finding:assign',
  input: LongTermInput,
  async run(ctx, input) {
    const { line, step } = await lineToStep(ctx, input, 'longTerm')
    refuseOtherLevel(ctx, line)
    const { on, milestones, reason } = input
    return takeStep(ctx, line, step, { on, record: { milestones, reason }, data: { isLongTerm: true, milestones } })
  },
})

/** 提醒、督办、通报、约谈: as far as the days call for. */
export const pressFinding = defineCommand({
  name: 'finding.press',
  permission: 'finding:press',
  input: PressInput,
  async run(ctx, input) {
    const { line, step } = await lineToStep(ctx, input, 'press')
    const { on, note } = input
    const ladder = ladderOf(await listParameterRows(ctx, LADDER_CODES), line.regionCode, on)
    const due = line.dueOn && !line.isLongTerm ? pressDue(dayFrom(line.dueOn), on, ladder) : 0
    const kind = PRESSES[due - 1]
    if (!kind || due <= line.pressed) throw new DomainError('findings.nothingToPress')
    return takeStep(ctx, line, step, { on, record: { kind, note }, data: { pressed: due } })
  },
})

/** What an unannounced visit found is made known to the inspected. */
export const publishFinding = defineCommand({
  name: 'finding.publish',
  permission: 'finding:inspect',
  input: PublishInput,
  async run(ctx, input) {
    const { line, step } = await lineToStep(ctx, input, 'publish')
    if (line.hiddenDigits === null) throw new DomainError('findings.published')
    return takeStep(ctx, line, step, { on: input.on, record: {}, data: { hiddenDigits: null } })
  },
})

/** A closed line turns out not to be put right: it keeps its number, is counted as reopened, and must be proven anew. */
export const reopenFinding = defineCommand({
  name: 'finding.reopen',
  permission: 'finding:reopen',
  input: ReopenInput,
  async run(ctx, input) {
    const { line, step } = await lineToStep(ctx, input, 'reopen')
    const { on, reason, dueOn } = input
    return takeStep(ctx, line, step, { on, record: { reason, dueOn }, data: reopened(on, dueOn) })
  },
})

/** 抽查: what was drawn is looked at again; what does not hold is open again. */
export const recheckFinding = defineCommand({
  name: 'finding.recheck',
  permission: 'finding:recheck',
  input: RecheckInput,
  async run(ctx, input) {
    const { line } = await lineToStep(ctx, input, 'recheck')
    const { on, result, note, dueOn } = input
    await tell(ctx, line, { on, result, note })
    if (result === 'FAILS' && dueOn) {
      const data = reopened(on, dueOn)
      return takeStep(
        ctx,
        line,
        { step: 'recheck', from: ['CLOSED'], to: 'RECTIFYING', needs: 'finding:recheck' },
        {
          on,
          record: { result, note, dueOn },
          data,
        },
      )
    }
    // A closed line does not change, not even its version: what was seen stands in its record.
    const record = { result, note }
    await keepStep(ctx, line, line._count.steps + 1, { name: 'recheck', to: 'CLOSED', on, record })
    return { findingId: line.id }
  },
})

function reopened(on: string, dueOn: string) {
  if (dueOn < on) throw new DomainError('findings.dueBeforeStart', {}, 'dueOn')
  const closed = { closedBy: null, closedUnit: null, closedOn: null, closedAt: null }
  return { ...AGAIN, ...closed, reopened: { increment: 1 }, pressed: 0, dueOn: dateOf(dueOn) }
}

type Told = { on: string; result: 'HOLDS' | 'FAILS'; note: string }

async function tell(ctx: Ctx, { countyCode, id, reopened: round }: Line, { on, result, note }: Told): Promise<void> {
  const { count } = await ctx.db.findingRecheck.updateMany({
    where: { countyCode, findingId: id, round, isDrawn: true, result: null },
    data: { result, note, doneOn: dateOf(on), doneBy: ctx.actor.userId, doneByName: ctx.actor.name },
  })
  if (count !== 1) throw new DomainError('findings.notDrawn')
}
