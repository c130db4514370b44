import 'server-only'
import { defineCommand } from '@/lib/platform/command'
import { dateOf, dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { countyOfScope } from '@/lib/regions/rules'
import { runToChange } from '@/lib/supervision/commands/change'
import { keepStep, type Place, placeToStep, takeStep } from '@/lib/supervision/commands/step'
import { typeOfLevel } from '@/lib/supervision/rules/places'
import { AssignInput, ListInput, ReportInput } from '@/lib/supervision/schema'

/**
 * Lists what a run matched and nobody removed, and what was added with approval (挂牌); what is listed already stays as it is.
 * Errors: NotFoundError, DomainError when there is nothing more to list.
 */
export const listPlaces = defineCommand({
  name: 'supervision.list',
  permission: 'supervision:propose',
  input: ListInput,
  async run(ctx, { runId, on }): Promise<{ runId: string; listed: number }> {
    const run = await runToChange(ctx, runId)
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    const snapshot = dayFrom(run.snapshotOn)
    if (on < snapshot) throw new DomainError('supervision.beforeLast', { day: snapshot }, 'on')
    const places = await placesOf(ctx, run)
    for (const place of places) {
      const id = newId(ctx.now)
      await ctx.db.listedPlace.create({
        data: {
          ...place,
          id,
          countyCode: run.countyCode,
          runId,
          listedOn: dateOf(on),
          listedBy: ctx.actor.userId,
          listedByName: ctx.actor.name,
          lastStepOn: dateOf(on),
        },
        select: { id: true },
      })
      const key = { countyCode: run.countyCode, id, regionCode: place.regionCode }
      await keepStep(ctx, key, 1, { step: 'list', to: 'LISTED', on, note: '' })
    }
    if (places.length === 0) throw new DomainError('supervision.nothingToList')
    return { runId, listed: places.length }
  },
})

async function placesOf(ctx: Ctx, { countyCode, id: runId }: { countyCode: string; id: string }) {
  const [lines, changes, open] = [
    await ctx.db.derivationLine.findMany({
      where: { countyCode, runId },
      include: { region: { select: { level: true } } },
      orderBy: { regionCode: 'asc' },
    }),
    await ctx.db.listingChange.findMany({ where: { countyCode, runId, NOT: { decision: 'REFUSED' } } }),
    await ctx.db.listingChange.findMany({ where: { countyCode, runId, decision: null } }),
  ]
  const held = [...changes, ...open]
  const removed = new Set(held.filter(({ kind }) => kind === 'REMOVE').map(({ regionCode }) => regionCode))
  const counted = (code: string) => lines.find((line) => line.regionCode === code)
  const matched = lines
    .filter(({ isMatched, regionCode }) => isMatched && !removed.has(regionCode))
    .map(({ regionCode, households, persons, region }) => ({
      regionCode,
      areaName: '',
      changeId: null as string | null,
      targetType: typeOfLevel(region.level),
      poorHouseholds: households,
      poorPersons: persons,
    }))
  const added = changes
    .filter(({ kind, decision }) => kind === 'ADD' && decision === 'APPROVED')
    .map(({ id, regionCode, areaName, targetType }) => ({
      regionCode,
      areaName,
      changeId: id,
      targetType,
      poorHouseholds: areaName === '' ? (counted(regionCode)?.households ?? 0) : 0,
      poorPersons: areaName === '' ? (counted(regionCode)?.persons ?? 0) : 0,
    }))
  const standing = await ctx.db.listedPlace.findMany({
    where: { countyCode, OR: [{ status: { not: 'DELISTED' } }, { runId }] },
    select: { regionCode: true, areaName: true },
  })
  const there = new Set(standing.map(({ regionCode, areaName }) => `${regionCode} ${areaName}`))
  return [...matched, ...added].filter(({ regionCode, areaName }) => !there.has(`${regionCode} ${areaName}`))
}

/** Says who fights at a listed place by when, and sets the targets of its key works; again while it is fought for. Errors as placeToStep. */
export const assignPlace = defineCommand({
  name: 'supervision.assign',
  permission: 'supervision:propose',
  input: AssignInput,
  async run(ctx, { works, leader, team, liaison, deadlineOn, ...wish }): Promise<{ placeId: string }> {
    const { place, step } = await placeToStep(ctx, wish, ['assign', 'edit'])
    if (deadlineOn <= dayFrom(place.listedOn))
      throw new DomainError('supervision.deadlineBeforeListing', { day: dayFrom(place.listedOn) }, 'deadlineOn')
    if (works.length === 0 && place.works.length === 0) throw new DomainError('supervision.noWorks')
    await setWorks(ctx, place, works)
    const data = { leader, team, liaison, deadlineOn: dateOf(deadlineOn) }
    await takeStep(ctx, place, step, { on: wish.on, note: '', data })
    return { placeId: place.id }
  },
})

type Work = { workCode: string; direction: string; unit: string; base: number; target: number }

async function setWorks(ctx: Ctx, { countyCode, id: placeId, regionCode, works: held }: Place, works: Work[]) {
  const known = await ctx.db.keyWork.findMany({ where: { endedOn: null }, select: { code: true } })
  for (const { workCode, ...values } of works) {
    const there = held.some((work) => work.workCode === workCode)
    if (!there && !known.some(({ code }) => code === workCode)) throw new DomainError('supervision.workUnknown')
    if (there) {
      await ctx.db.listedWork.updateMany({ where: { countyCode, placeId, workCode }, data: values })
      continue
    }
    const data = { countyCode, placeId, regionCode, workCode, ...values, current: values.base }
    await ctx.db.listedWork.create({ data, select: { workCode: true } })
  }
}

/** Reports how far a key work is; every value stays in the record. Errors: NotFoundError, DomainError. */
export const reportWork = defineCommand({
  name: 'supervision.report',
  permission: 'supervision:propose',
  input: ReportInput,
  async run(ctx, { id, placeId, workCode, value, on, note }): Promise<{ placeId: string }> {
    const work = await ctx.db.listedWork.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), placeId, workCode },
      include: { place: { select: { status: true, listedOn: true } } },
    })
    if (!work) throw new NotFoundError()
    if (work.place.status !== 'IN_BATTLE') throw new DomainError('supervision.notNow')
    if (on > ctx.today) throw new DomainError('input.inTheFuture', {}, 'on')
    const last = dayFrom(work.reportedOn ?? work.place.listedOn)
    if (on < last) throw new DomainError('supervision.beforeLast', { day: last }, 'on')
    await ctx.db.workReport.create({
      data: {
        countyCode: work.countyCode,
        id,
        placeId,
        workCode,
        regionCode: work.regionCode,
        value,
        reportedOn: dateOf(on),
        note,
        reportedBy: ctx.actor.userId,
        reportedByName: ctx.actor.name,
        reportedAt: ctx.now,
      },
      select: { id: true },
    })
    return { placeId }
  },
})
