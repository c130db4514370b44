import 'server-only'
import { type Line, lineToStep, takeStep } from '@/lib/findings/commands/step'
import { knownUnit, unitKey } from '@/lib/findings/rules/units'
import { AcceptInput, AssignInput, ProgressInput, type ProofKind, ProveInput, SubmitInput } from '@/lib/findings/schema'
import { provenKinds, unitsAround } from '@/lib/findings/sql'
import { defineCommand } from '@/lib/platform/command'
import { dateOf } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'

/**
 * 交办: the line goes to a unit with a leader, a person and a last day; the level that hands it out is the one that closes it. A unit that is
 * known around there is written as it is known.
 */
export const assignFinding = defineCommand({
  name: 'finding.assign',
  permission: 'finding:assign',
  input: AssignInput,
  async run(ctx, input) {
    const { line, step } = await lineToStep(ctx, input, 'assign')
    const { on, leader, person, otherUnits, requirement, dueOn } = input
    const unit = knownUnit(input.unit || input.newUnit, await unitsAround(ctx, line))
    if (dueOn < on) throw new DomainError('findings.dueBeforeStart', {}, 'dueOn')
    return takeStep(ctx, line, step, {
      on,
      record: { unit, leader, person, otherUnits, requirement, dueOn },
      data: {
        unit,
        leader,
        person,
        otherUnits,
        requirement,
        dueOn: dateOf(dueOn),
        issuedBy: ctx.actor.userId,
        issuedOn: dateOf(on),
        // A township hands nothing out: what it finds itself is handed out by the county.
        issuedDigits: ctx.actor.scope.length,
      },
    })
  },
})

/** The responsible unit takes the line up and says what it will do. */
export const acceptFinding = defineCommand({
  name: 'finding.accept',
  permission: 'finding:rectify',
  input: AcceptInput,
  async run(ctx, input) {
    const { line, step } = await lineToStep(ctx, input, 'accept')
    const { on, goal, measures } = input
    return takeStep(ctx, line, step, { on, record: { goal, measures }, data: { goal, measures } })
  },
})

/** How far it is. */
export const reportProgress = defineCommand({
  name: 'finding.progress',
  permission: 'finding:rectify',
  input: ProgressInput,
  async run(ctx, input) {
    const { line, step } = await lineToStep(ctx, input, 'progress')
    return takeStep(ctx, line, step, { on: input.on, record: { note: input.note } })
  },
})

/** Shows that something was done: a piece of evidence of the line, or the number of a paper. */
export const proveFinding = defineCommand({
  name: 'finding.prove',
  permission: 'finding:prove',
  input: ProveInput,
  async run(ctx, input) {
    const { line, step } = await lineToStep(ctx, input, 'prove')
    await keepProof(ctx, line, input)
    const { on, kind, reference } = input
    return takeStep(ctx, line, step, { on, record: { kind, reference } })
  },
})

type Proof = { id: string; kind: ProofKind; reference: string; evidenceId?: string; on: string }

/** Writes one proof for the round that the line is in. Errors: DomainError where the piece is not one of this line. */
export async function keepProof(ctx: Ctx, line: Line, { id, kind, reference, evidenceId, on }: Proof): Promise<void> {
  const { countyCode, regionCode, householdId } = line
  if (evidenceId) {
    const piece = await ctx.db.evidence.findFirst({
      where: { countyCode, id: evidenceId, subjectKind: 'FINDING', subjectId: line.id, withdrawnAt: null },
      select: { kind: true },
    })
    if (!piece) throw new DomainError('findings.noSuchPiece', {}, 'evidenceId')
    if (kind === 'PHOTO' && piece.kind !== 'PHOTO') throw new DomainError('findings.notAPhoto', {}, 'evidenceId')
  }
  await ctx.db.findingProof.create({
    data: {
      countyCode,
      id,
      findingId: line.id,
      regionCode,
      householdId,
      round: line.reopened,
      kind,
      reference,
      evidenceId: evidenceId ?? null,
      addedOn: dateOf(on),
      addedBy: ctx.actor.userId,
      addedByName: ctx.actor.name,
    },
    select: { id: true },
  })
}

/** The kinds of proof that are still missing in this round; a piece that was withdrawn proves nothing. */
export async function missingProofs(ctx: Ctx, line: Line): Promise<ProofKind[]> {
  const held = await provenKinds(ctx, line)
  return (line.needs as ProofKind[]).filter((kind) => !held.includes(kind))
}

/** 报结: the unit says it is done, with the proofs, and what it found and put right elsewhere (举一反三). */
export const submitFinding = defineCommand({
  name: 'finding.submit',
  permission: 'finding:rectify',
  input: SubmitInput,
  async run(ctx, input) {
    const { line, step } = await lineToStep(ctx, input, 'submit')
    const missing = (await missingProofs(ctx, line)).filter((kind) => kind !== 'HOUSEHOLD_WORD')
    if (missing[0]) throw new DomainError('findings.proofMissing', { kind: missing[0] })
    if (unitKey(ctx.actor.unit) === '') throw new DomainError('findings.unitUnknown')
    const { on, result, similarFound, similarFixed, similarNote } = input
    return takeStep(ctx, line, step, {
      on,
      record: { result, similarFound, similarFixed, similarNote },
      data: {
        submittedBy: ctx.actor.userId,
        submittedUnit: ctx.actor.unit,
        submittedOn: dateOf(on),
        similarFound,
        similarFixed,
        isLongTerm: false,
      },
    })
  },
})
