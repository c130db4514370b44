import 'server-only'
import * as z from 'zod'
import { logPrint } from '@/lib/audit/log-print'
import { getScene } from '@/lib/cockpit/queries/frame'
import type { PlaceView, WorkView } from '@/lib/cockpit/rules/places'
import type { Ctx } from '@/lib/platform/db'

const Note = z.object({ placeId: z.string(), code: z.string(), note: z.string() })

/** A line of the supervision ledger: a listed place and one of its key works; none where no target is set yet. */
export type LedgerLine = {
  id: string
  place: PlaceView
  team: string
  liaison: string
  work: (WorkView & { nameZh: string; nameEn: string; note: string }) | null
}

/** The supervision ledger of a region (挂牌督战工作台账): its listed places × their key works, the worst first. Errors: NotFoundError. */
export async function readLedger(ctx: Ctx, asked: string | undefined) {
  const { region, places, frame } = await getScene(ctx, asked, true)
  const ids = places.map(({ id }) => id)
  const counties = { in: [...frame.counties] }
  const who = await ctx.db.listedPlace.findMany({
    where: { countyCode: counties, id: { in: ids } },
    select: { id: true, team: true, liaison: true },
  })
  const works = await ctx.db.keyWork.findMany({ select: { code: true, nameZh: true, nameEn: true } })
  const notes = Note.array().parse(
    await ctx.db.$queryRaw`
      SELECT l.place_id AS "placeId", l.work_code AS code, n.note FROM listed_work l CROSS JOIN LATERAL (
        SELECT w.note FROM work_report w WHERE w.county_code = l.county_code AND w.place_id = l.place_id AND w.work_code = l.work_code
        ORDER BY w.reported_on DESC, w.reported_at DESC, w.id DESC LIMIT 1) n
      WHERE l.county_code = ANY (${[...frame.counties]}::text[]) AND l.place_id = ANY (${ids}::uuid[])`,
  )
  const lines = places.flatMap((place): LedgerLine[] => {
    const { team = '', liaison = '' } = who.find(({ id }) => id === place.id) ?? {}
    const line = { place, team, liaison }
    if (place.works.length === 0) return [{ ...line, id: `${place.id}/`, work: null }]
    return place.works.map((work) => ({
      ...line,
      id: `${place.id}/${work.code}`,
      work: {
        ...work,
        nameZh: works.find(({ code }) => code === work.code)?.nameZh ?? work.code,
        nameEn: works.find(({ code }) => code === work.code)?.nameEn ?? work.code,
        note: notes.find(({ placeId, code }) => placeId === place.id && code === work.code)?.note ?? '',
      },
    }))
  })
  return { region, places, lines, today: ctx.today }
}

export type PrintedLedger = Awaited<ReturnType<typeof printLedger>>

/** The supervision ledger as it is printed; the printing is written down. Errors: NotFoundError. */
export async function printLedger(ctx: Ctx, asked: string | undefined) {
  const ledger = await readLedger(ctx, asked)
  const printed = await logPrint(ctx, { regionCode: ledger.region.code, field: 'supervision.ledger' })
  return { ...ledger, printed }
}
