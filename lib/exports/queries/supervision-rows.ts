import 'server-only'
import { readLedger } from '@/lib/cockpit/queries/ledger'
import { yuan } from '@/lib/exports/queries/household-row'
import { aboutNobody, dayCell } from '@/lib/exports/queries/plain-row'
import type { SheetRow } from '@/lib/exports/schema'
import zh from '@/lib/i18n/zh-CN/supervision'
import type { Ctx } from '@/lib/platform/db'

/** The ids of the lines of a supervision ledger, in its order: a place and a key work each. */
export async function listSupervisionIds(ctx: Ctx, region: string, most: number): Promise<string[]> {
  const { lines } = await readLedger(ctx, region)
  return lines.slice(0, most).map(({ id }) => id)
}

/** Lines of the supervision ledger by their ids; no household stands in them. */
export async function readSupervisionRows(ctx: Ctx, region: string, ids: readonly string[]): Promise<SheetRow[]> {
  const by = new Map((await readLedger(ctx, region)).lines.map((line) => [line.id, line]))
  return ids.flatMap((id) => {
    const line = by.get(id)
    if (!line) return []
    const { place, work } = line
    return aboutNobody(place.regionCode, {
      listedPlace: place.name,
      aboveName: place.above || null,
      targetType: zh.types[place.type],
      listedOn: dayCell(place.listedOn),
      keyWork: work?.nameZh ?? null,
      workUnit: work?.unit ?? null,
      baseValue: work?.base ?? null,
      currentValue: work?.current ?? null,
      targetValue: work?.target ?? null,
      expectedValue: work?.expected ?? null,
      workStanding: work ? zh.standings[work.standing] : null,
      workReportedOn: dayCell(work?.on ?? null),
      workNote: work?.note || null,
      openFindings: place.open,
      overdueFindings: place.overdue,
      liaison: line.liaison || null,
      battleLeader: place.leader || null,
      battleTeam: line.team || null,
      dueOn: dayCell(place.deadlineOn),
      sessionCount: place.sessions,
      lastSessionOn: dayCell(place.lastOn),
      solvedCount: place.solved,
      supportCount: place.supported,
      helpYuan: yuan(BigInt(place.amountFen)),
      status: zh.statuses[place.status],
    })
  })
}
