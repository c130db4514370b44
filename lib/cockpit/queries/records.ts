import 'server-only'
import { readLines } from '@/lib/cockpit/queries/cockpit'
import { getScene, placesOf, type Scene } from '@/lib/cockpit/queries/frame'
import { FINDING_FIGURES, type Figure, type FindingFigure, PLACE_FIGURES, type PlaceFigure } from '@/lib/cockpit/schema'
import {
  type After,
  countFigure,
  listBurdened,
  listFindingIds,
  listHelp,
  listMoved,
  listSessions,
  listVisited,
  type Seen,
} from '@/lib/cockpit/sql/figures'
import { shownName } from '@/lib/monitoring/queries/names'
import { isDay } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may, type Permission } from '@/lib/platform/permissions'

const PAGE = 50
const CURSOR = /^(\d{1,3})_(\d{4}-\d{2}-\d{2})_(.+)$/

const cursorText = ({ line = 0, on, id }: { line?: number; on: string; id: string }) => `${line}_${on}_${id}`

function cursorFrom(text: string | undefined): After {
  const [, line, day, id] = CURSOR.exec(text ?? '') ?? []
  return line && day && isDay(day) && id && isUuid(id) ? { line: Number(line), day, id } : null
}

const isFinding = (figure: Figure): figure is FindingFigure => (FINDING_FIGURES as readonly Figure[]).includes(figure)
const isPlace = (figure: Figure): figure is PlaceFigure => (PLACE_FIGURES as readonly Figure[]).includes(figure)

/** The right that the records of a figure need beside that to the cockpit. */
export function needOf(figure: Figure): Permission | null {
  if (isFinding(figure)) return 'finding:read'
  return figure === 'burdened' || figure === 'visited' ? 'household:read' : null
}

export type Records = Awaited<ReturnType<typeof getRecords>>

/**
 * The records that a figure of the cockpit counts, by the same condition, fifty at a time; places all at once. Errors: NotFoundError for a
 * region that is not the actor's, and for records that he may not read.
 */
export async function getRecords(ctx: Ctx, figure: Figure, asked: string | undefined, after: string | undefined) {
  const need = needOf(figure)
  if (need && !may(ctx.actor.role, need)) throw new NotFoundError()
  const scene = await getScene(ctx, asked)
  const names = new Map(scene.lately.map((place) => [place.id, { id: place.id, name: place.name, above: place.above }]))
  return {
    figure,
    region: scene.region,
    own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
    burden: scene.burden,
    since: scene.frame.since,
    today: ctx.today,
    placeOf: Object.fromEntries(names),
    ...(await rowsOf(ctx, scene, figure, cursorFrom(after))),
  }
}

async function rowsOf(ctx: Ctx, scene: Scene, figure: Figure, after: After) {
  const { frame } = scene
  if (isPlace(figure)) {
    const places = placesOf(scene)[figure]
    return { kind: 'PLACES' as const, places, total: places.length, next: null }
  }
  const total = await countFigure(ctx, figure, frame)
  if (isFinding(figure)) {
    const ids = await listFindingIds(ctx, figure, frame, after, PAGE + 1)
    const lines = await readLines(ctx, frame.counties, ids.slice(0, PAGE))
    const next = ids.length > PAGE ? cursorOf(lines.map(({ id, foundOn }) => ({ id, on: foundOn }))) : null
    return { kind: 'FINDINGS' as const, lines, total, next }
  }
  switch (figure) {
    case 'sessions': {
      const rows = await listSessions(ctx, frame, after, PAGE + 1)
      return { kind: 'SESSIONS' as const, sessions: rows.slice(0, PAGE), total, next: nextOf(rows) }
    }
    case 'solved':
    case 'supported': {
      const rows = await listHelp(ctx, figure, frame, after, PAGE + 1)
      const last = rows[PAGE - 1]
      const next = rows.length > PAGE && last ? cursorText(last) : null
      return { kind: 'HELP' as const, help: rows.slice(0, PAGE), total, next }
    }
    case 'moved': {
      const rows = await listMoved(ctx, frame, after, PAGE + 1)
      const works = await ctx.db.keyWork.findMany({ select: { code: true, nameZh: true, nameEn: true } })
      return { kind: 'MOVED' as const, moved: rows.slice(0, PAGE), works, total, next: nextOf(rows) }
    }
    default: {
      const rows = await (figure === 'visited' ? listVisited : listBurdened)(ctx, frame, after, PAGE + 1)
      const households = await withNames(ctx, rows.slice(0, PAGE))
      return { kind: 'HOUSEHOLDS' as const, households, total, next: nextOf(rows) }
    }
  }
}

const cursorOf = (rows: readonly { id: string; on: string }[]) => {
  const last = rows.at(-1)
  return last ? cursorText({ on: last.on, id: last.id }) : null
}
const nextOf = (rows: readonly { id: string; on: string }[]) =>
  rows.length > PAGE ? cursorOf(rows.slice(0, PAGE)) : null

// One that moved out of sight since is counted and not named.
async function withNames(ctx: Ctx, rows: readonly Seen[]) {
  const found = await ctx.db.household.findMany({
    where: {
      countyCode: { in: [...new Set(rows.map(({ countyCode }) => countyCode))] },
      id: { in: rows.map(({ id }) => id) },
    },
    select: { id: true, headName: true, householdNo: true, region: { select: { name: true } } },
  })
  const by = new Map(found.map((row) => [row.id, row]))
  return rows.map(({ id, on, times }) => {
    const row = by.get(id)
    return {
      id,
      on,
      times,
      household: row ? { name: shownName(ctx, row.headName), no: row.householdNo, village: row.region.name } : null,
    }
  })
}
