import 'server-only'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { countyOfScope, ownPrefix, rangeOf } from '@/lib/regions/rules'
import { figures, pointsOf } from '@/lib/supervision/queries/list'
import { isArea } from '@/lib/supervision/rules/places'
import { isReached, standingOf, timeGone, wayDone, worstOf } from '@/lib/supervision/rules/standing'
import type { TargetType } from '@/lib/supervision/schema'
import { countAreaPoor, countOpenFindings, listAreaRegions, sumHelp } from '@/lib/supervision/sql'

const SESSIONS = 20
const FINDINGS = 20
const REPORTS = 12

/** The sessions at a listed place that the reader may know of, the latest first; at most `most`. Errors: NotFoundError. */
export async function listSessions(ctx: Ctx, placeId: string, most: number) {
  const place = isUuid(placeId)
    ? await ctx.db.listedPlace.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id: placeId },
        select: { id: true, countyCode: true, areaName: true, region: { select: { name: true } } },
      })
    : null
  if (!place) throw new NotFoundError()
  return sessionsAt(ctx, place, most)
}

type PlaceOfSessions = { id: string; countyCode: string; areaName: string | null; region: { name: string } }

async function sessionsAt(ctx: Ctx, place: PlaceOfSessions, most: number) {
  const rows = await ctx.db.supervisionSession.findMany({
    where: { countyCode: place.countyCode, placeId: place.id },
    orderBy: [{ heldOn: 'desc' }, { id: 'desc' }],
    take: most,
    include: { _count: { select: { households: true, help: true } } },
  })
  return rows.map((session) => ({
    id: session.id,
    place: place.areaName || place.region.name,
    no: session.sessionNo,
    on: dayFrom(session.heldOn),
    mode: session.mode as 'ROUTINE',
    method: session.method as 'ANNOUNCED',
    isHidden: session.hiddenDigits !== null,
    by: session.heldByName,
    households: session._count.households,
    help: session._count.help,
  }))
}

export type ListedView = Awaited<ReturnType<typeof getListed>>

/** A listed place: countdown, key works against the time that is over, sessions, open findings and help, and its record. Errors: NotFoundError. */
export async function getListed(ctx: Ctx, id: string) {
  const row = isUuid(id)
    ? await ctx.db.listedPlace.findFirst({
        where: { ...countyOfScope(ctx.actor.scope), id },
        include: {
          region: { select: { code: true, name: true } },
          steps: { orderBy: { stepNo: 'asc' } },
          members: {
            orderBy: [{ regionCode: 'asc' }, { validFrom: 'asc' }],
            include: { region: { select: { name: true, level: true, parent: { select: { name: true } } } } },
          },
          works: {
            orderBy: { work: { sortNo: 'asc' } },
            include: {
              work: true,
              reports: { orderBy: [{ reportedOn: 'desc' }, { reportedAt: 'desc' }], take: REPORTS },
            },
          },
        },
      })
    : null
  if (!row) throw new NotFoundError()
  const { countyCode, regionCode } = row
  const isOfArea = isArea(row)
  const within = isOfArea ? await listAreaRegions(ctx, countyCode, id) : null
  const { lo, hi } = rangeOf(ownPrefix(regionCode))
  const findings = await ctx.db.finding.findMany({
    where: { countyCode, regionCode: within ? { in: within } : { gte: lo, lt: hi }, status: { not: 'CLOSED' } },
    orderBy: [{ foundOn: 'asc' }, { id: 'asc' }],
    take: FINDINGS,
    select: {
      id: true,
      findingNo: true,
      title: true,
      status: true,
      foundOn: true,
      dueOn: true,
      isLongTerm: true,
      reopened: true,
    },
  })
  // Runs are the county's: whoever works below it sees the place and not the run.
  const run = await ctx.db.derivationRun.findFirst({
    where: { countyCode, id: row.runId },
    select: { id: true, snapshotOn: true },
  })
  const points = await pointsOf(ctx)
  const span = {
    listedOn: dayFrom(row.listedOn),
    deadlineOn: row.deadlineOn && dayFrom(row.deadlineOn),
    today: ctx.today,
  }
  const members = row.members.map(({ regionCode, region, validFrom, validTo }) => ({
    code: regionCode,
    name: region.level === 'VILLAGE' ? `${region.parent?.name ?? ''} ${region.name}` : region.name,
    from: dayFrom(validFrom),
    to: validTo && dayFrom(validTo),
  }))
  const isUnjudged = isOfArea && !members.some(({ to }) => to === null)
  const works = row.works.map((work) => {
    const values = figures(work)
    return {
      code: work.workCode,
      nameZh: work.work.nameZh,
      nameEn: work.work.nameEn,
      isInferred: work.work.isInferred,
      unit: work.unit,
      ...values,
      isReached: isReached(values),
      done: wayDone(values),
      standing: isUnjudged ? ('open' as const) : standingOf(values, span, points),
      reportedOn: work.reportedOn && dayFrom(work.reportedOn),
      reports: work.reports.map((report) => ({
        id: report.id,
        value: Number(report.value),
        on: dayFrom(report.reportedOn),
        by: report.reportedByName,
        note: report.note,
      })),
    }
  })
  const openFindings = await countOpenFindings(ctx, countyCode, id)
  const isOwn = row.proposedBy === ctx.actor.userId || row.proposedBy === ctx.actor.actingFor?.userId
  return {
    id,
    name: row.areaName || row.region.name,
    region: row.region,
    isArea: isOfArea,
    members,
    type: row.targetType as TargetType,
    status: row.status,
    ...(isOfArea
      ? await countAreaPoor(ctx, countyCode, id)
      : { households: row.poorHouseholds, persons: row.poorPersons }),
    run: run && { id: run.id, on: dayFrom(run.snapshotOn) },
    isAdded: row.changeId !== null,
    leader: row.leader,
    team: row.team,
    liaison: row.liaison,
    ...span,
    gone: timeGone(span),
    isUnjudged,
    standing: worstOf(works.map(({ standing }) => standing)),
    works,
    openFindings,
    findings: findings.map((line) => ({
      ...line,
      foundOn: dayFrom(line.foundOn),
      dueOn: line.dueOn && dayFrom(line.dueOn),
    })),
    help: await sumHelp(ctx, countyCode, id, within),
    sessions: await sessionsAt(ctx, row, SESSIONS),
    record: row.steps.map((step) => ({
      no: step.stepNo,
      step: step.step as 'list',
      on: dayFrom(step.stepOn),
      by: step.actorName,
      note: step.note,
    })),
    lastStepOn: dayFrom(row.lastStepOn),
    version: row.version,
    proposedByName: row.proposedByName,
    may: {
      propose: may(ctx.actor.role, 'supervision:propose'),
      decide: may(ctx.actor.role, 'supervision:decide') && !isOwn && ctx.actor.scope.length < (row.proposedDigits ?? 0),
      hold: may(ctx.actor.role, 'supervision:hold') && row.status !== 'DELISTED',
    },
  }
}

/** What the form of assigning a place starts with: all key works that may be set, with the values they have. Errors: NotFoundError. */
export async function getAssignForm(ctx: Ctx, id: string) {
  const place = await getListed(ctx, id)
  const known = await ctx.db.keyWork.findMany({ where: { endedOn: null }, orderBy: { sortNo: 'asc' } })
  const held = new Map(place.works.map((work) => [work.code, work]))
  return {
    place,
    works: known.map(({ code, nameZh, nameEn, isInferred }) => ({
      code,
      nameZh,
      nameEn,
      isInferred,
      values: held.get(code) ?? null,
    })),
    mayAssign: place.may.propose && (place.status === 'LISTED' || place.status === 'IN_BATTLE'),
  }
}
