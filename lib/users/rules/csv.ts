import { ROLES, type Role } from '@/lib/platform/actor'
import { isDay } from '@/lib/platform/days'
import { grantableBy, ROLE_LEVELS } from '@/lib/users/rules/grants'

export const CSV_HEADS = ['username', 'name', 'unit', 'role', 'region', 'title', 'from', 'to'] as const
export const CSV_MOST = 500

export type CsvFault =
  | 'username'
  | 'twice'
  | 'taken'
  | 'name'
  | 'role'
  | 'notYours'
  | 'region'
  | 'level'
  | 'from'
  | 'to'
export type CsvRow = {
  line: number
  username: string
  name: string
  unit: string
  role: string
  region: string
  title: string
  from: string
  to: string
  faults: CsvFault[]
}

/** What the check of a sheet shows; the sheet itself comes back, so that nothing pasted is lost. */
export type SheetState = { status: 'idle' | 'checked' | 'noHeads' | 'error'; sheet: string; rows: CsvRow[] }

/** Cells of a comma separated text, quotes doubled inside quotes; a semicolon or tab works as well where the first line has one. */
export function readCells(text: string): string[][] {
  const plain = text.replace(/^\uFEFF/, '').normalize('NFC')
  const first = plain.split(/\r?\n/, 1)[0] ?? ''
  const mark = [',', '\t', ';', '\uFF0C'].find((each) => first.includes(each)) ?? ','
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const end = () => {
    rows.at(-1)?.push(cell.trim())
    cell = ''
  }
  for (let at = 0; at < plain.length; at++) {
    const letter = plain[at] as string
    if (quoted) {
      if (letter === '"' && plain[at + 1] === '"') {
        cell += '"'
        at++
      } else if (letter === '"') quoted = false
      else cell += letter
    } else if (letter === '"' && cell.trim() === '') {
      cell = ''
      quoted = true
    } else if (letter === mark) end()
    else if (letter === '\n') {
      end()
      rows.push([])
    } else if (letter !== '\r') cell += letter
  }
  end()
  return rows.filter((row) => row.some((each) => each !== ''))
}

export type Place = { code: string; name: string; level: string }
export type Known = {
  /** The words of roles and heads a sheet may use besides the codes, in every language. */
  roles: ReadonlyMap<string, Role>
  heads: ReadonlyMap<string, (typeof CSV_HEADS)[number]>
  places: readonly Place[]
  taken: ReadonlySet<string>
  keeper: Role
  today: string
}

/** People of a sheet with what is wrong in each row; null when its first line lacks a needed column. */
export function readPeople(text: string, known: Known): CsvRow[] | null {
  const [head = [], ...lines] = readCells(text)
  const at = new Map(head.map((name, index) => [known.heads.get(name.toLowerCase()), index]))
  if ((['username', 'name', 'role', 'region'] as const).some((name) => !at.has(name))) return null
  const seen = new Set<string>()
  return lines.map((cells, index) => {
    const cell = (name: (typeof CSV_HEADS)[number]) => cells[at.get(name) ?? -1] ?? ''
    const username = cell('username').toLowerCase()
    const role = known.roles.get(cell('role')) ?? known.roles.get(cell('role').toUpperCase())
    const places = known.places.filter((place) => place.code === cell('region') || place.name === cell('region'))
    const fitting = role
      ? places.filter((place) => (ROLE_LEVELS[role] as readonly string[]).includes(place.level))
      : places
    const from = cell('from') || known.today
    const to = cell('to')
    const faults: CsvFault[] = []
    if (!/^[a-z0-9][a-z0-9._-]{2,63}$/.test(username)) faults.push('username')
    else if (seen.has(username)) faults.push('twice')
    else if (known.taken.has(username)) faults.push('taken')
    if ([...cell('name')].length < 2 || cell('name').length > 60) faults.push('name')
    if (!role || !ROLES.includes(role)) faults.push('role')
    else if (!grantableBy(known.keeper).includes(role)) faults.push('notYours')
    if (places.length === 0 || fitting.length > 1) faults.push('region')
    else if (fitting.length === 0) faults.push('level')
    if (!isDay(from)) faults.push('from')
    if (to && (!isDay(to) || to < from)) faults.push('to')
    seen.add(username)
    return {
      line: index + 2,
      username,
      name: cell('name'),
      unit: cell('unit').slice(0, 120),
      role: role ?? cell('role'),
      region: fitting[0]?.code ?? cell('region'),
      title: cell('title').slice(0, 60),
      from,
      to,
      faults,
    }
  })
}
