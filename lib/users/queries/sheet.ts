import 'server-only'
import en from '@/lib/i18n/en/users'
import zh from '@/lib/i18n/zh-CN/users'
import { ROLES, type Role } from '@/lib/platform/actor'
import type { Ctx } from '@/lib/platform/db'
import { listPlaces } from '@/lib/users/queries/places'
import { CSV_HEADS, type CsvRow, readCells, readPeople } from '@/lib/users/rules/csv'

const languages = [zh, en]

const roles = new Map<string, Role>([
  ...ROLES.map((role) => [role, role] as const),
  ...languages.flatMap((words) => ROLES.map((role) => [words.roles[role], role] as const)),
])
const heads = new Map<string, (typeof CSV_HEADS)[number]>([
  ...CSV_HEADS.map((head) => [head, head] as const),
  ...languages.flatMap((words) =>
    CSV_HEADS.map((head) => [words.people.sheet.heads[head].toLowerCase(), head] as const),
  ),
])

/** The people of a sheet with what is wrong in each row; null when its first line lacks a needed column. Changes nothing. */
export async function checkSheet(ctx: Ctx, sheet: string): Promise<CsvRow[] | null> {
  const typed = readCells(sheet)
    .flat()
    .map((cell) => cell.toLowerCase())
  const held = await ctx.db.appUser.findMany({ where: { username: { in: typed } }, select: { username: true } })
  return readPeople(sheet, {
    roles,
    heads,
    places: await listPlaces(ctx),
    taken: new Set(held.map(({ username }) => username)),
    keeper: ctx.actor.role,
    today: ctx.today,
  })
}
