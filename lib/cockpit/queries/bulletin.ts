import 'server-only'
import { logPrint } from '@/lib/audit/log-print'
import { countiesOf } from '@/lib/cockpit/queries/frame'
import {
  coverOf,
  isBehind,
  isUnjudged,
  openAt,
  type PlaceView,
  type SumView,
  sumWorks,
  viewOfWork,
} from '@/lib/cockpit/rules/places'
import { weekOf } from '@/lib/cockpit/rules/week'
import {
  countMoves,
  type PastLine,
  type PastPlace,
  selectOpenThen,
  selectPastPlaces,
  selectSessions,
} from '@/lib/cockpit/sql/bulletin'
import { getPlace } from '@/lib/monitoring/queries/places'
import { addDays } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { levelOf } from '@/lib/regions/rules'
import { pointsOf } from '@/lib/supervision/queries/list'
import { isReached, type Points, timeGone, worstOf } from '@/lib/supervision/rules/standing'

const OLDEST = 8
const HELP = 12

export type Bulletin = Awaited<ReturnType<typeof getBulletin>>

/**
 * 督战周报 · The week of a region as it was recorded by its end, whenever it is asked for: what is recorded later is not in it, and what an unannounced
 * session found comes in with the week in which it is published. Targets that were changed since are not known any more as they were; places with
 * such are named and not judged. Errors: NotFoundError for a region that is not the actor's.
 */
export async function getBulletin(ctx: Ctx, asked: string | undefined, askedWeek: string | undefined) {
  const region = await getPlace(ctx, asked)
  const counties = await countiesOf(ctx, region.code)
  const week = weekOf(askedWeek, ctx.today)
  const day = week.to < ctx.today ? week.to : ctx.today
  const { gte: lo, lt: hi } = region.range
  const where = { lo, hi, counties, week }
  const points = await pointsOf(ctx)
  const all = await selectPastPlaces(ctx, where)
  const listed = all.filter(({ isEnded }) => !isEnded)
  const lines = await selectOpenThen(ctx, coverOf(listed), week)
  const isLate = (line: PastLine) => !line.isLongTerm && line.dueOn !== null && line.dueOn < day
  const open = lines.map((line) => ({ ...line, open: 1, overdue: isLate(line) ? 1 : 0 }))
  const judged = listed.filter(isKnown).map((place) => viewThen(place, open, points, day))
  const sessions = await selectSessions(ctx, where)
  const help = sessions.flatMap((session) => session.help.map((line) => ({ ...line, placeId: session.placeId })))
  const known = await ctx.db.keyWork.findMany({ orderBy: [{ sortNo: 'asc' }, { code: 'asc' }] })
  const at = (code: string) => known.findIndex((work) => work.code === code)
  const seesTitles = may(ctx.actor.role, 'health:read')
  return {
    region: { code: region.code, name: region.name },
    week,
    day,
    until: week.to < ctx.today ? null : ctx.now,
    previous: addDays(week.from, -1),
    following: week.to < ctx.today ? addDays(week.to, 1) : null,
    counts: {
      places: listed.length,
      counties: listed.filter(({ regionCode }) => levelOf(regionCode) === 'COUNTY').length,
      villages: listed.filter(({ regionCode }) => levelOf(regionCode) === 'VILLAGE').length,
      behind: judged.filter(isBehind).length,
      listed: all.filter(({ isNew }) => isNew).length,
      delisted: all.length - listed.length,
      sessions: sessions.length,
      visited: sessions.reduce((sum, { visited }) => sum + visited, 0),
      ...(await countMoves(ctx, coverOf(all), counties, week)),
      open: lines.length,
      overdue: lines.filter(isLate).length,
      longTerm: lines.filter(({ isLongTerm }) => isLongTerm).length,
      solved: help.filter(({ kind }) => kind === 'SOLVED').length,
      supported: help.filter(({ kind }) => kind === 'SUPPORT').length,
    },
    amountFen: help.reduce((sum, { amountFen }) => sum + amountFen, 0),
    works: sumWorks(judged, points)
      .sort((a, b) => at(a.code) - at(b.code))
      .map((work) => ({ ...work, before: beforeOf(listed.filter(isKnown), work) })),
    workNames: Object.fromEntries(known.map(({ code, nameZh }) => [code, nameZh])),
    behind: judged.filter(isBehind),
    changed: listed.filter((place) => place.isChanged && place.isAssigned),
    oldest: lines
      .slice(0, OLDEST)
      .map((line) => ({ ...line, title: line.householdId && !seesTitles ? '' : line.title })),
    help: help.slice(0, HELP),
    moreHelp: Math.max(0, help.length - HELP),
    placeOf: Object.fromEntries(all.map(({ id, name }) => [id, name])),
  }
}

/** Whether the targets of a place are still those of then, and an area had members. */
const isKnown = (place: PastPlace) => place.isAssigned && !place.isChanged && !isUnjudged(place)

function viewThen(place: PastPlace, open: Parameters<typeof openAt>[1], points: Points, today: string): PlaceView {
  const span = { listedOn: place.listedOn, deadlineOn: place.deadlineOn, today }
  const works = place.works.map((work) => viewOfWork({ ...work, current: work.value ?? work.base }, span, points))
  return {
    ...place,
    ...openAt(place, open),
    persons: 0,
    delistedOn: null,
    sessions: 0,
    lastOn: null,
    solved: 0,
    supported: 0,
    amountFen: 0,
    works,
    gone: timeGone(span),
    standing: worstOf(works.map(({ standing }) => standing)),
  }
}

function beforeOf(places: readonly PastPlace[], sum: SumView) {
  const same = places.flatMap(({ works }) =>
    works.filter((work) => work.code === sum.code && work.unit === sum.unit && work.direction === sum.direction),
  )
  const then = same.map((work) => ({ ...work, current: work.before ?? work.base }))
  if (sum.isRate) return then.filter((work) => isReached(work)).length
  return then.reduce((all, { current }) => all + current, 0)
}

export type PrintedBulletin = Awaited<ReturnType<typeof printBulletin>>

/** The bulletin as it is printed; the printing is written down. Errors: as getBulletin. */
export async function printBulletin(ctx: Ctx, asked: string | undefined, week: string | undefined) {
  const bulletin = await getBulletin(ctx, asked, week)
  const printed = await logPrint(ctx, { regionCode: bulletin.region.code, field: 'supervision.bulletin' })
  return { ...bulletin, printed }
}
