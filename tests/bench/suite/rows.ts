/** The city and its counties stand for no real place. */
export const CITY = '1397'
export const TODAY = '2026-11-23'
export const CLOCK = `${TODAY}T08:00:00+08:00`
export const COUNTY = `${CITY}01`
const HOUSEHOLDS_OF_A_COUNTY = 59_000
export const VILLAGES_OF_A_COUNTY = 247
const TOWNSHIPS_OF_A_COUNTY = 18
const DAY_MS = 86_400_000

const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志海春生文山守田福贵']
export type Cell = string | number | boolean | null | readonly string[]
export type Home = { n: number; k: number; id: string; county: string; village: string }

export const countiesFor = (households: number) => Math.max(1, Math.round(households / HOUSEHOLDS_OF_A_COUNTY))
export const countyCode = (index: number) => `${CITY}${String(index + 1).padStart(2, '0')}`
export const villageCode = (county: string, index: number) =>
  `${county}${100 + (index % TOWNSHIPS_OF_A_COUNTY)}${200 + Math.floor(index / TOWNSHIPS_OF_A_COUNTY)}`

/** Ids in the order of writing, as the product's own are; `kind` keeps tables apart. */
export const idOf = (kind: number, n: number) =>
  `019d${kind.toString(16).padStart(4, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
export const householdId = (n: number) => idOf(1, n)

const today = Date.parse(TODAY)
export const day = (before: number) => new Date(today - before * DAY_MS).toISOString().slice(0, 10)

/** A number from 0 below `below`, the same for the same `n` and `salt`. */
export function chance(n: number, salt: number, below: number): number {
  let mixed = Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 15)) >>> 0) % below
}

export function nameOf(n: number, member: number): string {
  const pick = (list: readonly string[], salt: number) => list[chance(n, salt, list.length)] as string
  return (
    pick(SURNAMES, member === 1 ? 1 : 0) +
    pick(GIVEN, 2 + member) +
    (chance(n, 9 + member, 6) ? pick(GIVEN, 20 + member) : '')
  )
}

export function* homes(households: number): Generator<Home> {
  const counties = countiesFor(households)
  const villages = counties * VILLAGES_OF_A_COUNTY
  let n = 0
  for (let v = 0; v < villages; v++) {
    const county = countyCode(Math.floor(v / VILLAGES_OF_A_COUNTY))
    const village = villageCode(county, v % VILLAGES_OF_A_COUNTY)
    const here = Math.floor(((v + 1) * households) / villages) - Math.floor((v * households) / villages)
    for (let k = 0; k < here; k++, n++) yield { n, k, id: householdId(n), county, village }
  }
}

/** A household's first number in a village; villages are counted through all counties. */
export const firstOf = (households: number, village: number) =>
  Math.floor((village * households) / (countiesFor(households) * VILLAGES_OF_A_COUNTY))

/** The regions of the city, highest first. */
export function regionRows(households: number): Cell[][] {
  const rows: Cell[][] = [[`${CITY}00000000`, 'CITY', '测试市', '130000000000']]
  for (let c = 0; c < countiesFor(households); c++) {
    const county = countyCode(c)
    rows.push([`${county}000000`, 'COUNTY', `测试${c + 1}县`, `${CITY}00000000`])
    for (let t = 0; t < TOWNSHIPS_OF_A_COUNTY; t++)
      rows.push([`${county}${100 + t}000`, 'TOWNSHIP', `测试${t + 1}乡`, `${county}000000`])
    for (let v = 0; v < VILLAGES_OF_A_COUNTY; v++) {
      const code = villageCode(county, v)
      rows.push([code, 'VILLAGE', `测试${v + 1}村`, `${code.slice(0, 9)}000`])
    }
  }
  return rows
}

/** One line of COPY's text format; a list becomes an array. */
export function line(row: readonly Cell[]): string {
  const texts = row.map((cell) => {
    if (cell === null) return '\\N'
    const text =
      typeof cell === 'object'
        ? `{${cell.map((each) => `"${each.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
        : String(cell)
    return text.replace(
      /[\\\t\n\r]/g,
      (sign) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[sign] as string,
    )
  })
  return `${texts.join('\t')}\n`
}
