import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { withLock } from '@/scripts/database/lock.mjs'
import { deploy } from '@/scripts/database/migrate'
import { connected, withDatabase } from '@/scripts/database/open'
import { pgData } from '@/scripts/database/paths'
import { readPostmaster } from '@/scripts/database/processes'
import { environment, typescript } from '@/scripts/install.mjs'
import { runTool } from '@/scripts/start/children'
import { readKeys } from '@/scripts/start/keys'
import { load } from '@/scripts/start/load'
import { digest } from '@/scripts/start/stamp'
import { cloneDatabase, dropClone } from '@/scripts/test/server'
import { isDisturbed } from './blocks'
import { data, keysFile, openBench } from './fill'
import { intervalOf, type Line, rounded } from './goals'
import { importStraight } from './import-limit'
import type { Span } from './proc'
import { CLOCK } from './rows'
import type { Options } from './run'
import { WrongCount } from './sides'
import { median, quantile, ratioOfPairs } from './statistics'

/** One import: CPU and time of the whole, of it the time until the file was checked, and by how many MB the process grew. */
export type Imported = Span & { checkSeconds: number; households: number; persons: number; growthMb: number }

const TEMPLATE = 'fangxian_bench_import'
const LARGE = 100_000
/** About a hundred thousand lines, and ten thousand for the small size. */
const FAMILIES = { large: 48_000, small: 4_800 }
const PAIRS_OF_AN_IMPORT = 4
const sources = ['prisma', 'lib', 'scripts', 'package-lock.json']
const LINE_FEED = 10

/** A county with a hundred households to import into, made once for each state of the program. */
async function template() {
  const mark = `fangxian ${digest(sources)}`
  let opened = await openBench(TEMPLATE, 0)
  const maintenance = withDatabase(opened.admin, 'postgres')
  await withLock(data, TEMPLATE, async () => {
    const sql = "SELECT shobj_description(oid, 'pg_database') AS mark FROM pg_database WHERE datname = $1"
    const found = await connected(maintenance, (client) => client.query<{ mark: string | null }>(sql, [TEMPLATE]))
    if (found.rows[0]?.mark === mark) return
    await connected(maintenance, (client) => client.query(`DROP DATABASE IF EXISTS ${TEMPLATE} WITH (FORCE)`))
    opened = await openBench(TEMPLATE, 0)
    await deploy(opened.database.ownerUrl)
    await load('catalogue', opened.database, keysFile)
    await load('demo', opened.database, keysFile, ['--small'])
    await connected(maintenance, (client) => client.query(`COMMENT ON DATABASE ${TEMPLATE} IS '${mark}'`))
  })
  const { ownerUrl, appUrl } = opened.database
  return { ownerUrl, appUrl, adminUrl: opened.admin, keys: keysFile, session: readKeys(keysFile).session, data }
}

function ledger(families: number): string {
  const file = path.join(data, `ledger-${families}.csv`)
  const args = ['scripts/run.mjs', 'scripts/sample-ledger.ts', '--households', String(families), '--out', file]
  execFileSync(process.execPath, args, { env: environment() as NodeJS.ProcessEnv, stdio: 'ignore' })
  return file
}

const cpuMs = ({ server, backends }: Span) => 1000 * (server + backends)

/** Imports the same ledger in pairs, each time into a county of its own that is dropped afterwards. */
export async function measureImport(options: Options, say: (text: string) => void): Promise<Line> {
  process.env.FANGXIAN_CLOCK = CLOCK
  const addresses = await template()
  const families = options.households > LARGE ? FAMILIES.large : FAMILIES.small
  const file = ledger(families)
  const persons = readFileSync(file).filter((byte) => byte === LINE_FEED).length - 1
  const postmaster = readPostmaster(pgData(data))?.pid as number
  const inCounty = async (
    work: (urls: { ownerUrl: string; appUrl: string; adminUrl: string }) => Promise<Imported>,
  ) => {
    const clone = await cloneDatabase(addresses, 'bench', TEMPLATE)
    try {
      const imported = await work(clone)
      const rows = await connected(clone.adminUrl, (client) =>
        client.query<{ n: number }>("SELECT count(*)::int AS n FROM membership WHERE county_code = '130799'"),
      )
      if (imported.households !== families || imported.persons !== persons || (rows.rows[0]?.n ?? 0) < persons)
        throw new WrongCount(
          `import: ${imported.households} households and ${imported.persons} persons instead of ${families} and ${persons}`,
        )
      return imported
    } finally {
      await dropClone(addresses, clone.name)
    }
  }
  const arms = {
    product: () =>
      inCounty(async ({ ownerUrl, appUrl }) => {
        const script = 'tests/bench/suite/import-product.ts'
        const args = [...typescript, script, '--file', file, '--postmaster', String(postmaster)]
        const env = {
          OWNER_DATABASE_URL: ownerUrl,
          APP_DATABASE_URL: appUrl,
          FANGXIAN_KEYS: keysFile,
          FANGXIAN_DATA: data,
        }
        return JSON.parse((await runTool(script, args, env)).trim().split('\n').at(-1) as string) as Imported
      }),
    limit: () => inCounty(({ adminUrl }) => importStraight(adminUrl, file, postmaster)),
  }
  const pairs: { product: Imported; limit: Imported }[] = []
  const count = Math.max(1, Math.round(options.pairs / PAIRS_OF_AN_IMPORT))
  for (let index = 0; index < count; index++) {
    const limitFirst = index % 2 === 1 ? await arms.limit() : undefined
    const product = await arms.product()
    pairs.push({ product, limit: limitFirst ?? (await arms.limit()) })
    say(
      `import ${index + 1}: ${product.seconds.toFixed(1)} s, of which ${product.checkSeconds.toFixed(1)} s check; grew by ${product.growthMb.toFixed(0)} MB`,
    )
  }
  const kept = pairs.filter(({ product, limit }) => options.noisy || !(isDisturbed(product) || isDisturbed(limit)))
  return lineOf(kept, { dropped: pairs.length - kept.length, persons, bytes: statSync(file).size })
}

function lineOf(
  kept: readonly { product: Imported; limit: Imported }[],
  known: { dropped: number; persons: number; bytes: number },
): Line {
  const both = (of: (each: Imported) => number) =>
    ratioOfPairs(kept.map(({ product, limit }) => ({ product: of(product), limit: of(limit) })))
  const [ratio, timeRatio] = [both(cpuMs), both(({ seconds }) => seconds)]
  const figures = (list: readonly Imported[]) => {
    const times = list.map(({ seconds }) => 1000 * seconds)
    return {
      cpuMs: rounded(median(list.map(cpuMs))),
      p50: rounded(median(times)),
      p95: rounded(quantile(times, 0.95)),
      perSecond: null,
    }
  }
  return {
    name: 'import',
    ratio: ratio && rounded(ratio.median, 3),
    interval: intervalOf(ratio),
    timeRatio: timeRatio && rounded(timeRatio.median, 3),
    timeInterval: intervalOf(timeRatio),
    ...figures(kept.map(({ product }) => product)),
    rows: known.persons,
    bytes: known.bytes,
    statements: 0,
    trips: 0,
    pairs: { kept: kept.length, dropped: known.dropped },
    failed: 0,
    limit: { ...figures(kept.map(({ limit }) => limit)), rows: known.persons, bytes: known.bytes },
    growth: null,
  }
}
