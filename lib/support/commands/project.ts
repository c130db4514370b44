import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOf, countyOfScope, isWithin } from '@/lib/regions/rules'
import { nextOf } from '@/lib/support/lifecycle'
import { AddProjectInput, EditProjectInput, type ProjectStatus, StepProjectInput } from '@/lib/support/schema/project'

type Funds = readonly { source: string; planned: number; arrived: number; disbursed: number }[]

const sumsOf = (funds: Funds) => ({
  plannedFen: funds.reduce((sum, { planned }) => sum + planned, 0),
  arrivedFen: funds.reduce((sum, { arrived }) => sum + arrived, 0),
  disbursedFen: funds.reduce((sum, { disbursed }) => sum + disbursed, 0),
})

/** Enters a project into the pool, with its money by source. Errors: NotFoundError for a region beyond the scope, DomainError. */
export const addProject = defineCommand({
  name: 'project.add',
  permission: 'project:keep',
  input: AddProjectInput,
  async run(ctx, { id, regionCode, enteredOn, funds, ...about }): Promise<{ projectId: string }> {
    if (enteredOn > ctx.today) throw new DomainError('input.inTheFuture', {}, 'enteredOn')
    const known =
      isWithin(regionCode, ctx.actor.scope) && (await ctx.db.region.findUnique({ where: { code: regionCode } }))
    if (!known) throw new NotFoundError()
    const countyCode = countyOf(regionCode)
    const twin = await ctx.db.supportProject.findFirst({
      where: { countyCode, projectNo: about.projectNo },
      select: { id: true },
    })
    if (twin) throw new DomainError('support.projectNoThere', {}, 'projectNo')
    const key = { countyCode, regionCode }
    await ctx.db.supportProject.create({
      data: { ...key, id, ...about, ...sumsOf(funds), enteredOn: dateOf(enteredOn), lastStepOn: dateOf(enteredOn) },
      select: { id: true },
    })
    await keepFunds(ctx, { ...key, projectId: id }, funds)
    await keepStep(ctx, { ...key, projectId: id }, { stepNo: 1, toStatus: 'POOL', on: enteredOn, progress: 0 })
    return { projectId: id }
  },
})

/** Changes what is said of a project and its money by source, in any status. Errors: NotFoundError, DomainError. */
export const editProject = defineCommand({
  name: 'project.edit',
  permission: 'project:keep',
  input: EditProjectInput,
  async run(ctx, { projectId, version, funds, ...about }): Promise<{ projectId: string }> {
    const project = await projectToChange(ctx, projectId, version)
    await move(ctx, project, { ...about, ...sumsOf(funds) })
    await keepFunds(ctx, { countyCode: project.countyCode, regionCode: project.regionCode, projectId }, funds)
    return { projectId }
  },
})

/** Takes a project to its next status, or reports its progress within the present one. Errors: NotFoundError, DomainError. */
export const stepProject = defineCommand({
  name: 'project.step',
  permission: 'project:keep',
  input: StepProjectInput,
  async run(ctx, { projectId, version, on, to, progress, document, note }): Promise<{ projectId: string }> {
    const project = await projectToChange(ctx, projectId, version)
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    const last = dayFrom(project.lastStepOn)
    if (on < last) throw new DomainError('support.beforeLast', { day: last }, 'on')
    if (to && to !== nextOf(project.status)) throw new DomainError('support.notNow')
    if (to === 'FUNDED' && project.arrivedFen === 0n) throw new DomainError('support.noMoneyYet')
    const status = to ?? project.status
    const next = to === 'COMPLETED' ? 100 : (progress ?? project.progress)
    if (next < project.progress) throw new DomainError('support.progressBack', { n: project.progress }, 'progress')
    if (!to && project.status !== 'STARTED') throw new DomainError('support.progressWhileBuilding')
    if (next === 100 && status === 'STARTED') throw new DomainError('support.completeInstead', {}, 'progress')
    await move(ctx, project, {
      status,
      progress: next,
      lastStepOn: dateOf(on),
      ...(to === 'STARTED' ? { startedOn: dateOf(on) } : {}),
      ...(to === 'COMPLETED' ? { completedOn: dateOf(on) } : {}),
    })
    const place = { countyCode: project.countyCode, regionCode: project.regionCode, projectId }
    await keepStep(ctx, place, {
      stepNo: project._count.steps + 1,
      toStatus: status,
      on,
      progress: next,
      document,
      note,
    })
    return { projectId }
  },
})

type Project = Awaited<ReturnType<typeof projectToChange>>

async function projectToChange(ctx: Ctx, projectId: string, version: number) {
  const project = await ctx.db.supportProject.findFirst({
    where: { ...countyOfScope(ctx.actor.scope), id: projectId },
    include: { _count: { select: { steps: true } } },
  })
  if (!project) throw new NotFoundError()
  if (project.version !== version) throw new DomainError('support.changed')
  return project
}

async function move(
  ctx: Ctx,
  { countyCode, id, version }: Project,
  data: Parameters<Ctx['db']['supportProject']['updateMany']>[0]['data'],
): Promise<void> {
  const { count } = await ctx.db.supportProject.updateMany({
    where: { countyCode, id, version },
    data: { ...data, version: { increment: 1 } },
  })
  if (count !== 1) throw new DomainError('support.changed')
}

type Place = { countyCode: string; regionCode: string; projectId: string }

async function keepFunds(ctx: Ctx, { countyCode, regionCode, projectId }: Place, funds: Funds): Promise<void> {
  const held = funds.filter(({ planned }) => planned > 0)
  for (const { source, planned, arrived, disbursed } of held) {
    const money = { plannedFen: planned, arrivedFen: arrived, disbursedFen: disbursed }
    await ctx.db.supportProjectFund.upsert({
      where: { countyCode_projectId_source: { countyCode, projectId, source } },
      create: { countyCode, regionCode, projectId, source, ...money },
      update: money,
      select: { source: true },
    })
  }
  const none = { plannedFen: 0, arrivedFen: 0, disbursedFen: 0 }
  await ctx.db.supportProjectFund.updateMany({
    where: { countyCode, projectId, source: { notIn: held.map(({ source }) => source) } },
    data: none,
  })
}

type Step = { stepNo: number; toStatus: ProjectStatus; on: string; progress: number; document?: string; note?: string }

async function keepStep(ctx: Ctx, place: Place, { on, ...step }: Step): Promise<void> {
  await ctx.db.supportProjectStep.create({
    data: {
      ...place,
      ...step,
      stepOn: dateOf(on),
      recordedAt: ctx.now,
      actorId: ctx.actor.userId,
      actorName: ctx.actor.name,
    },
    select: { stepNo: true },
  })
}
