import 'server-only'
import { STEPS } from '@/lib/findings/lifecycle'
import { LINE, lineFrom } from '@/lib/findings/queries/list'
import { blockedBy } from '@/lib/findings/rules/eyes'
import { PRESSES, pressDue } from '@/lib/findings/rules/press'
import { LADDER_CODES, ladderOf, settingOf } from '@/lib/findings/rules/settings'
import type { ProofKind, StepName } from '@/lib/findings/schema'
import { lookerOf, provenKinds, unitsAround } from '@/lib/findings/sql'
import { householdFrom, householdShown } from '@/lib/monitoring/queries/household'
import { listParameterRows } from '@/lib/parameters/queries'
import { addDays, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import { countyOfScope } from '@/lib/regions/rules'

export type FindingView = Awaited<ReturnType<typeof getFinding>>

/** Steps that only the level that handed the line out, or one above it, may take. */
const BY_ISSUER: readonly StepName[] = ['close', 'extend', 'longTerm']
const CODES = [...LADDER_CODES, 'finding.rectifyDays', 'finding.maxExtensions', 'finding.recheckDays'] as const

/** A line of the ledger with its record, its proofs, its like elsewhere, and the steps the actor may take now. Errors: NotFoundError. */
export async function getFinding(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.finding.findFirst({ where: { ...countyOfScope(ctx.actor.scope), id }, include: BESIDE })
    : null
  if (!row) throw new NotFoundError()
  const rows = await listParameterRows(ctx, CODES)
  const setting = (code: 'finding.rectifyDays' | 'finding.maxExtensions' | 'finding.recheckDays') =>
    settingOf(rows, code, row.regionCode, ctx.today)
  const dueOn = row.dueOn && dayFrom(row.dueOn)
  const press = dueOn && !row.isLongTerm ? pressDue(dueOn, ctx.today, ladderOf(rows, row.regionCode, ctx.today)) : 0
  const waits = row.rechecks.find(({ isDrawn, result, lapsed }) => isDrawn && result === null && !lapsed)
  const fits: Partial<Record<StepName, boolean>> = {
    press: press > row.pressed,
    publish: row.hiddenDigits !== null,
    recheck: waits !== undefined,
    extend: row.extensions < setting('finding.maxExtensions') && !row.isLongTerm,
    longTerm: !row.isLongTerm,
  }
  const isIssuer = row.issuedDigits === null || ctx.actor.scope.length <= row.issuedDigits
  const mine = STEPS.filter(
    ({ step, from, needs }) => from.includes(row.status) && may(ctx.actor.role, needs) && fits[step] !== false,
  )
  const looker = await lookerOf(ctx)
  const blocked = mine.map(({ step }) => blockedBy(step, row, looker)).find((reason) => reason !== null) ?? null
  const steps = mine
    .filter(({ step }) => !blockedBy(step, row, looker) && (isIssuer || !BY_ISSUER.includes(step)))
    .map(({ step }) => step)
  // What is written of a household may tell of somebody's health.
  const seesTexts = row.householdId === null || may(ctx.actor.role, 'health:read')
  const proofs = row.proofs.map((proof) => ({
    id: proof.id,
    kind: proof.kind as ProofKind,
    reference: seesTexts ? proof.reference : '',
    evidenceId: proof.evidenceId,
    on: dayFrom(proof.addedOn),
    by: proof.addedByName,
    round: proof.round,
  }))
  const held = await provenKinds(ctx, row)
  return {
    ...lineFrom(ctx, row),
    reading: row.household && {
      householdId: row.household.id,
      regionCode: row.household.region.code,
      field: 'finding',
    },
    version: row.version,
    regionCode: row.regionCode,
    sourceYear: row.sourceYear,
    document: row.document,
    aspect: { zh: row.about.nameZh, en: row.about.nameEn },
    reach: row.reach as 'POINT' | 'COMMON',
    content: seesTexts ? row.content : '',
    found: { by: row.foundByName, unit: row.foundUnit },
    /** The enterprise that it is a difficulty of. */
    enterpriseId: row.originKind === 'ENTERPRISE' ? row.originId : null,
    leader: row.leader,
    otherUnits: row.otherUnits,
    requirement: row.requirement,
    goal: row.goal,
    measures: seesTexts ? row.measures : '',
    milestones: row.milestones,
    issuedOn: row.issuedOn && dayFrom(row.issuedOn),
    similar: row.similarFound === null ? null : { found: row.similarFound, fixed: row.similarFixed ?? 0 },
    extensions: row.extensions,
    mostExtensions: setting('finding.maxExtensions'),
    pressed: PRESSES[row.pressed - 1] ?? null,
    pressNow: press > row.pressed ? (PRESSES[press - 1] ?? null) : null,
    closedUnit: row.closedUnit,
    home: row.household && householdFrom(ctx, row.household),
    proofs,
    missing: (row.needs as ProofKind[]).filter((kind) => !held.includes(kind)),
    record: row.steps.map((step) => ({
      no: step.stepNo,
      step: step.step as StepName,
      to: step.toStatus,
      on: dayFrom(step.stepOn),
      by: step.actorName,
      unit: step.actorUnit,
      told: seesTexts ? (step.record as Record<string, unknown>) : {},
    })),
    rechecks: row.rechecks.map((each) => ({
      round: each.round,
      isDrawn: each.isDrawn,
      lapsed: each.lapsed,
      dueOn: each.dueOn && dayFrom(each.dueOn),
      result: each.result as 'HOLDS' | 'FAILS' | null,
      on: each.doneOn && dayFrom(each.doneOn),
      by: each.doneByName,
    })),
    like: await linesLike(ctx, row),
    steps,
    blocked: steps.some((step) => ['review', 'verify', 'close', 'recheck'].includes(step)) ? null : blocked,
    isAbove: !isIssuer && mine.some(({ step }) => step === 'close'),
    mayExtendIdea: may(ctx.actor.role, 'finding:register'),
    /** Units that the line can be given to; asked for only where it can be. */
    units: steps.includes('assign') ? await unitsAround(ctx, row) : [],
    /** Evidence hangs on the line itself: it has no household, or one that lives here no more. */
    hangsOnLine: row.household?.region.code !== row.regionCode,
    suggestedDue: addDays(ctx.today, setting('finding.rectifyDays')),
    lastStepOn: dayFrom(row.lastStepOn),
    today: ctx.today,
  }
}

const BESIDE = {
  region: { select: { name: true } },
  about: { select: { nameZh: true, nameEn: true } },
  household: { select: householdShown },
  steps: { orderBy: { stepNo: 'asc' } },
  proofs: {
    orderBy: [{ addedOn: 'asc' }, { id: 'asc' }],
    include: { evidence: { select: { withdrawnAt: true } } },
  },
  rechecks: { orderBy: { round: 'asc' } },
} as const satisfies Prisma.FindingInclude

/** 举一反三: the line that this one is like, and those that were found like it elsewhere. */
async function linesLike(
  ctx: Ctx,
  {
    countyCode,
    id,
    originKind,
    originId,
  }: { countyCode: string; id: string; originKind: string | null; originId: string | null },
) {
  const of = originKind === 'FINDING' && originId ? [{ id: originId }] : []
  const rows = await ctx.db.finding.findMany({
    where: { countyCode, OR: [...of, { originKind: 'FINDING', originId: id }] },
    orderBy: [{ foundOn: 'asc' }, { id: 'asc' }],
    take: 50,
    select: LINE,
  })
  return rows.map((row) => ({ ...lineFrom(ctx, row), isSource: row.id === originId }))
}
