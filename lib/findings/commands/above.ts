import 'server-only'
import { randomUUID } from 'node:crypto'
import { keepProof, missingProofs } from '@/lib/findings/commands/rectify'
import { type Line, lineToStep, takeStep } from '@/lib/findings/commands/step'
import { isDrawn } from '@/lib/findings/rules/draw'
import { settingOf } from '@/lib/findings/rules/settings'
import { CloseInput, ReturnInput, ReviewInput, VerifyInput } from '@/lib/findings/schema'
import { listParameterRows } from '@/lib/parameters/queries'
import { defineCommand } from '@/lib/platform/command'
import { addDays, dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'

/** What is no longer known of a line that goes back to be put right. */
export const AGAIN = {
  submittedBy: null,
  submittedUnit: null,
  submittedOn: null,
  similarFound: null,
  similarFixed: null,
  reviewedBy: null,
  verifiedBy: null,
  verifiedUnit: null,
} as const

/** The township or the department looks at what its unit reports. */
export const reviewFinding = defineCommand({
  name: 'finding.review',
  permission: 'finding:review',
  input: ReviewInput,
  async run(ctx, input) {
    const { line, step } = await lineToStep(ctx, input, 'review')
    const { on, opinion } = input
    return takeStep(ctx, line, step, { on, record: { opinion }, data: { reviewedBy: ctx.actor.userId } })
  },
})

/** 现场核验: somebody of another unit went and saw; the household says whether it is so. */
export const verifyFinding = defineCommand({
  name: 'finding.verify',
  permission: 'finding:verify',
  input: VerifyInput,
  async run(ctx, input) {
    const { line, step } = await lineToStep(ctx, input, 'verify')
    const { on, seen, companions, householdWord, proofId } = input
    if (householdWord !== '') {
      if (!line.householdId) throw new DomainError('findings.noHousehold', {}, 'householdWord')
      const proof = { id: proofId ?? randomUUID(), kind: 'HOUSEHOLD_WORD', reference: householdWord, on } as const
      await keepProof(ctx, line, proof)
    }
    await refuseUnproven(ctx, line, 'householdWord')
    return takeStep(ctx, line, step, {
      on,
      record: { seen, companions, householdWord },
      data: { verifiedBy: ctx.actor.userId, verifiedUnit: ctx.actor.unit },
    })
  },
})

/** 销号: by the level that handed it out or one above. A share of what is closed is drawn to be looked at again. */
export const closeFinding = defineCommand({
  name: 'finding.close',
  permission: 'finding:close',
  input: CloseInput,
  async run(ctx, input) {
    const { line, step } = await lineToStep(ctx, input, 'close')
    refuseOtherLevel(ctx, line)
    await refuseUnproven(ctx, line)
    const { on, document, opinion } = input
    await draw(ctx, line, on)
    return takeStep(ctx, line, step, {
      on,
      record: { document, opinion },
      data: { closedBy: ctx.actor.userId, closedUnit: ctx.actor.unit, closedOn: dateOf(on), closedAt: ctx.now },
    })
  },
})

/** Sends a line back to be put right, with the reason. */
export const returnFinding = defineCommand({
  name: 'finding.return',
  permission: 'finding:return',
  input: ReturnInput,
  async run(ctx, input) {
    const { line, step } = await lineToStep(ctx, input, 'return')
    const { on, reason } = input
    return takeStep(ctx, line, step, { on, record: { reason }, data: AGAIN })
  },
})

/** Only the level that handed a line out, or one above it, closes it or moves its last day. Errors: DomainError. */
export function refuseOtherLevel(ctx: Ctx, { issuedDigits }: Line): void {
  if (issuedDigits !== null && ctx.actor.scope.length > issuedDigits) throw new DomainError('findings.notIssuer')
}

async function refuseUnproven(ctx: Ctx, line: Line, field?: string): Promise<void> {
  const [missing] = await missingProofs(ctx, line)
  if (!missing) return
  throw new DomainError('findings.proofMissing', { kind: missing }, missing === 'HOUSEHOLD_WORD' ? field : undefined)
}

async function draw(ctx: Ctx, { countyCode, id, regionCode, householdId, reopened }: Line, on: string): Promise<void> {
  const rows = await listParameterRows(ctx, ['finding.recheckShare', 'finding.recheckDays'])
  const share = settingOf(rows, 'finding.recheckShare', regionCode, on)
  const seed = randomUUID()
  const drawn = isDrawn(seed, id, reopened, share)
  const dueOn = drawn ? dateOf(addDays(on, settingOf(rows, 'finding.recheckDays', regionCode, on))) : null
  await ctx.db.findingRecheck.create({
    data: { countyCode, findingId: id, round: reopened, regionCode, householdId, seed, share, isDrawn: drawn, dueOn },
    select: { round: true },
  })
}
