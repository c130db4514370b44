import 'server-only'
import { inOrder } from '@/lib/exports/queries/household-row'
import type { List } from '@/lib/exports/queries/lists'
import { attendanceKey } from '@/lib/exports/queries/narrowed-months'
import { aboutNobody, dayCell } from '@/lib/exports/queries/plain-row'
import { MAX_ROWS, type SheetRow } from '@/lib/exports/schema'
import zh from '@/lib/i18n/zh-CN/worklogs'
import type { Ctx } from '@/lib/platform/db'
import { rankAllPeople } from '@/lib/worklogs/queries/people'

/** People posted in villages by their keys with the days of a month, as their list tells of them. */
export async function readAttendanceRows(
  ctx: Ctx,
  { regionCode: region, query }: List,
  keys: readonly string[],
): Promise<SheetRow[]> {
  const asked = new URLSearchParams(query).get('month') ?? undefined
  const { month, needed, people } = await rankAllPeople(ctx, { region, month: asked }, MAX_ROWS)
  const rows = people.map((person) => ({ ...person, id: attendanceKey(person) }))
  return inOrder(keys, rows).map((row) => {
    const standing =
      row.standing === null || needed === null
        ? zh.people.noNeed
        : zh.standings[row.standing]
            .replace('{needed, number}', String(needed))
            .replace('{n, number}', String(needed - row.present))
    return aboutNobody(row.regionCode, {
      attendanceMonth: month,
      regionCode: row.regionCode,
      townshipName: row.township || null,
      villageName: row.village,
      officerName: row.name,
      officerRole: zh.roles[row.role],
      daysPresent: row.present,
      daysElsewhere: row.elsewhere,
      daysLeave: row.leave,
      daysGap: row.gap,
      daysNeeded: row.standing === null ? null : needed,
      attendanceStanding: standing,
      lateLogs: row.late,
      lastLogOn: dayCell(row.lastOn),
    })
  })
}
