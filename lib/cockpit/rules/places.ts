import type { OpenRow, PlaceRow, Work } from '@/lib/cockpit/schema'
import { ownPrefix } from '@/lib/regions/rules'
import {
  isReached,
  type Points,
  type Span,
  type Standing,
  standingOf,
  timeGone,
  wayDone,
  worstOf,
} from '@/lib/supervision/rules/standing'

const COUNTY_DIGITS = 6
const HUNDRED = 100
/** Worst first: what the table is sorted by. */
const ORDER: readonly Standing[] = ['crossed', 'behind', 'doing', 'open', 'held']

export type WorkView = Work & {
  standing: Standing
  done: number
  /** Where the value should be today by the time that is over; null without a deadline. */
  expected: number | null
  /** How far the value is from there: above zero is behind. */
  gap: number | null
}
export type PlaceView = Omit<PlaceRow, 'works'> & {
  works: WorkView[]
  gone: number | null
  standing: Standing
  open: number
  overdue: number
}

const round = (value: number) => Math.round(value * HUNDRED) / HUNDRED

/** A key work against the time that is over (时序进度): where it should be today and how far it is from there. */
export function viewOfWork(work: Work, span: Span, points: Points): WorkView {
  const gone = timeGone(span)
  const expected = gone === null ? null : round(work.base + ((work.target - work.base) * gone) / HUNDRED)
  const short = (at: number) => (work.direction === 'UP' ? at - work.current : work.current - at)
  return {
    ...work,
    standing: standingOf(work, span, points),
    done: wayDone(work),
    expected,
    gap: expected === null || isReached(work) ? null : round(short(expected)),
  }
}

/** An area that names no members yet is not judged. */
export const isUnjudged = ({ within }: Pick<PlaceRow, 'within'>): boolean => within?.length === 0

type Covering = Pick<PlaceRow, 'countyCode' | 'regionCode' | 'within'>

/** Open lines that count for a place: a county's own are all of the county, an area's those of its members. */
export function openAt({ countyCode, regionCode, within }: Covering, rows: OpenRow[]) {
  const isCounty = ownPrefix(regionCode).length === COUNTY_DIGITS
  const members = within && new Set(within)
  const here = rows.filter((row) =>
    members ? members.has(row.regionCode) : isCounty ? row.countyCode === countyCode : row.regionCode === regionCode,
  )
  const sum = (key: 'open' | 'overdue') => here.reduce((all, row) => all + row[key], 0)
  return { open: sum('open'), overdue: sum('overdue') }
}

const unjudged = (work: WorkView): WorkView => ({ ...work, standing: 'open', expected: null, gap: null })

/** Listed places with their standing, the worst first, then the nearest deadline. */
export function viewOfPlaces(rows: PlaceRow[], open: OpenRow[], points: Points, today: string): PlaceView[] {
  const views = rows.map((row): PlaceView => {
    const span = { listedOn: row.listedOn, deadlineOn: row.deadlineOn, today }
    const works = row.works
      .map((work) => viewOfWork(work, span, points))
      .map((work) => (isUnjudged(row) ? unjudged(work) : work))
    const standing = worstOf(works.map((work) => work.standing))
    return { ...row, ...openAt(row, open), works, gone: timeGone(span), standing }
  })
  const at = (view: PlaceView) => ORDER.indexOf(view.standing)
  const last = (view: PlaceView) => view.deadlineOn ?? '9'
  return views.sort(
    (a, b) =>
      at(a) - at(b) ||
      b.overdue - a.overdue ||
      b.open - a.open ||
      (last(a) < last(b) ? -1 : last(a) > last(b) ? 1 : 0) ||
      (a.regionCode < b.regionCode ? -1 : 1),
  )
}

/** Behind is what is behind or far behind by the time that is over. */
export const isBehind = ({ standing }: { standing: Standing }): boolean =>
  standing === 'behind' || standing === 'crossed'

/** `isRate`: the places do not add up, so the figures are places that reached their target out of all that have one. */
export type SumView = WorkView & { places: number; behind: number; isRate: boolean }

const RATES: readonly string[] = ['%', '‰']
/** A rate is neither summed nor averaged over places (domain 5.1). */
const isRate = ({ unit }: { unit: string }): boolean => RATES.includes(unit.normalize('NFKC').trim())

/**
 * Each key work over all places: values are summed, never averaged (domain 5.1), and so is what is expected by today. Of a rate the places that
 * reached it are counted instead. Places that count in another unit stand for themselves. How many places are behind stands beside the sum,
 * which alone could hide them.
 */
export function sumWorks(places: readonly PlaceView[], points: Points): SumView[] {
  const groups = new Map<string, { work: WorkView; place: PlaceView }[]>()
  for (const place of places.filter((each) => !isUnjudged(each)))
    for (const work of place.works) {
      const key = `${work.code} ${work.direction} ${work.unit}`
      groups.set(key, [...(groups.get(key) ?? []), { work, place }])
    }
  return [...groups.values()].flatMap((group): SumView[] => {
    const [first] = group
    if (!first) return []
    const whole = { places: group.length, behind: group.filter((each) => isBehind(each.work)).length }
    if (isRate(first.work)) return [{ ...placesReached(group.map(({ work }) => work)), ...whole, isRate: true }]
    const sum = (of: (work: WorkView) => number) => round(group.reduce((all, { work }) => all + of(work), 0))
    const work = {
      ...first.work,
      base: sum(({ base }) => base),
      current: sum(({ current }) => current),
      target: sum(({ target }) => target),
    }
    const judged = group.every(({ work: { expected } }) => expected !== null)
    const expected = judged ? sum((each) => each.expected ?? 0) : null
    const short = (at: number) => (work.direction === 'UP' ? at - work.current : work.current - at)
    return [
      {
        ...work,
        expected,
        gap: expected === null || isReached(work) ? null : round(short(expected)),
        done: wayDone(work),
        standing: standingOfSum(work, expected, points),
        ...whole,
        isRate: false,
      },
    ]
  })
}

function placesReached(works: readonly WorkView[]): WorkView {
  const reached = works.filter((work) => isReached(work)).length
  const figures = { base: 0, current: reached, target: works.length }
  const [first] = works as [WorkView]
  const standing = worstOf(works.map((work) => work.standing))
  return { ...first, ...figures, standing, done: wayDone({ direction: 'UP', ...figures }), expected: null, gap: null }
}

function standingOfSum(work: Work, expected: number | null, points: Points): Standing {
  if (isReached(work)) return 'held'
  if (expected === null) return 'open'
  const gap = wayDone({ ...work, current: expected }) - wayDone(work)
  if (gap > points.farBehind) return 'crossed'
  return gap > points.behind ? 'behind' : 'doing'
}

/** Per cent of the way at which a sum should be today. */
export function expectedWay(work: Pick<WorkView, 'base' | 'target' | 'direction' | 'expected'>): number | null {
  if (work.expected === null || work.target === work.base) return null
  return Math.max(0, Math.min(HUNDRED, (HUNDRED * (work.expected - work.base)) / (work.target - work.base)))
}

/** What the listed places cover: whole counties, and villages and the regions of areas outside these. */
export type Cover = { counties: string[]; villages: string[]; villageCounties: string[] }

/** The regions whose findings count for listed places, each once, however often it is listed. */
export function coverOf(places: readonly Covering[]): Cover {
  const counties = new Set(
    places
      .filter(({ regionCode, within }) => within === null && ownPrefix(regionCode).length === COUNTY_DIGITS)
      .map(({ countyCode }) => countyCode),
  )
  const rest = places.filter(({ countyCode }) => !counties.has(countyCode))
  return {
    counties: [...counties].sort(),
    villages: [...new Set(rest.flatMap(({ regionCode, within }) => within ?? [regionCode]))].sort(),
    villageCounties: [...new Set(rest.map(({ countyCode }) => countyCode))].sort(),
  }
}

export type Tile = {
  code: string
  name: string
  places: number
  behind: number
  standing: Standing | null
}

/** One tile per region below, in its order: how many places are listed within it and how the worst of them stands; null where none is. */
export function tilesOf(children: readonly { code: string; name: string }[], places: readonly PlaceView[]): Tile[] {
  return children.map(({ code, name }) => {
    const within = places.filter(({ regionCode }) => regionCode.startsWith(ownPrefix(code)))
    return {
      code,
      name,
      places: within.length,
      behind: within.filter(isBehind).length,
      standing: within.length === 0 ? null : worstOf(within.map(({ standing }) => standing)),
    }
  })
}

/** The period of a fight: from the first listing to the last deadline, and the deadline that comes next. */
export function periodOf(places: readonly PlaceView[], today: string) {
  const from = places.map(({ listedOn }) => listedOn).sort()[0]
  const deadlines = places.flatMap(({ deadlineOn }) => (deadlineOn ? [deadlineOn] : [])).sort()
  const to = deadlines.at(-1)
  if (!from || !to) return null
  return {
    from,
    to,
    next: deadlines.find((deadline) => deadline >= today) ?? null,
    gone: timeGone({ listedOn: from, deadlineOn: to, today }) ?? 0,
  }
}
