import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { connected } from '@/scripts/database/open'
import { pgData } from '@/scripts/database/paths'
import { readPostmaster } from '@/scripts/database/processes'
import { build } from '@/scripts/start/build'
import { signedIn } from './accounts'
import { type Arm, serveLimit, serveProduct } from './arms'
import { type Measured, measurePairs, type Side, warm } from './blocks'
import { data, type Filled, fill, keysFile } from './fill'
import { intervalOf, type Line, rounded } from './goals'
import { measureImport } from './import'
import type { Name } from './names'
import { residentMb } from './proc'
import { machine, type Report } from './report'
import {
  type Cookies,
  checkBytes,
  type Known,
  learn,
  limitRequest,
  productRequest,
  statementsFolder,
  verifyLimit,
  WrongCount,
} from './sides'
import { median } from './statistics'
import { type Workload, workloads } from './workloads'

export type Options = { households: number; pairs: number; seconds: number; noisy: boolean; only: readonly Name[] }
type Say = (text: string) => void

const WARM_MOST = 500
const WARM_EACH_SECOND = 170
const SMALLEST = 20_000
const SHOWN = 140

/** The whole bench of one size. `closing` learns how the database is closed, whatever happens afterwards. */
export async function suite(options: Options, say: Say, closing: (how: () => Promise<void>) => void): Promise<Report> {
  const { households, only } = options
  const made = await build()
  say(`build: ${made ?? 'made'}`)
  const filled = await fill(households, say)
  closing(filled.close)
  const postgres = await connected(filled.admin, async (client) =>
    String((await client.query('SHOW server_version')).rows[0].server_version),
  )
  const about = machine(postgres)
  const asked = workloads(households).filter(({ name }) => only.length === 0 || only.includes(name))
  const lines: Line[] = []
  let memoryMb = 0
  if (asked.length > 0) {
    const cookies = await signedIn(filled.database.ownerUrl, keysFile)
    const product = await serveProduct(filled.database.appUrl)
    const limit = await serveLimit(filled.database.appUrl, statementsFolder(filled))
    for (const workload of asked) {
      const known = await learn(filled, product, workload, cookies)
      for (const { text } of known[0]?.taken.statements ?? []) say(`  ${shortened(text)}`)
      const line = await measureOne({ filled, product, limit, cookies, options }, workload, known)
      say(progress(line))
      lines.push(line)
    }
    memoryMb = rounded(residentMb(product.child.pid as number), 0)
  }
  if (only.length === 0 || only.includes('import')) lines.push(await measureImport(options, say))
  return { households, machine: about, workloads: withGrowth(lines, options), memoryMb }
}

const progress = ({ name, ratio, interval, cpuMs, limit, pairs }: Line) =>
  `${name}: CPU ${cpuMs.toFixed(1)} ms, limit ${limit.cpuMs.toFixed(1)} ms, ratio ${ratio ?? '–'} (${interval?.join('–') ?? '–'}), ${pairs.dropped} pairs dropped`

/** The beginning of a statement; the whole ones stand in .bench-data/statements-DATABASE. */
const shortened = (text: string) => text.replaceAll(/\s+/g, ' ').trim().slice(0, SHOWN)

type Stage = { filled: Filled; product: Arm; limit: Arm; cookies: Cookies; options: Options }

async function measureOne(
  { filled, product, limit, cookies, options }: Stage,
  workload: Workload,
  known: readonly Known[],
): Promise<Line> {
  const limitBytes = await verifyLimit(limit, workload, known)
  const database = filled.database.name
  const postmaster = readPostmaster(pgData(data))?.pid as number
  const watched = (arm: Arm) => ({ server: arm.child.pid as number, postmaster, own: process.pid, database })
  const bytes = known.map((each) => each.bytes)
  let [answered, failed] = [0, 0]
  const counted =
    (check: Side['check']): Side['check'] =>
    (at, answer) => {
      const isGood = check(at, answer)
      if (isGood) answered++
      else failed++
      return isGood
    }
  const ours: Side = {
    request: (at) => productRequest(product, workload, cookies, at),
    check: counted(checkBytes(workload.name, bytes, options.noisy)),
    watched: watched(product),
  }
  const theirs: Side = {
    request: (at) => limitRequest(limit, workload, at),
    check: counted(checkBytes(`${workload.name} of the limit`, limitBytes, options.noisy)),
    watched: watched(limit),
  }
  const before = await visits(filled)
  const times = Math.min(WARM_MOST, Math.ceil(options.seconds * WARM_EACH_SECOND))
  await warm(ours, times)
  await warm(theirs, times)
  const measured = await measurePairs(ours, theirs, options)
  const written = (await visits(filled)) - before
  const least = workload.asked[0]?.body ? answered : 0
  if (written < least || written > (least && least + failed))
    throw new WrongCount(`${workload.name}: ${answered} requests answered, ${failed} failed, ${written} new visits`)
  return { ...lineOf(workload.name, measured, known, limitBytes), failed }
}

const visits = ({ admin }: Filled) =>
  connected(
    admin,
    async (client) => (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM visit')).rows[0]?.n ?? 0,
  )

function lineOf(
  name: Workload['name'],
  measured: Measured,
  known: readonly Known[],
  limitBytes: readonly number[],
): Omit<Line, 'failed'> {
  const { ratio, timeRatio, product, limit, kept, dropped } = measured
  const figures = ({ cpuMs, p50, p95, perSecond }: Measured['product']) => ({
    cpuMs: rounded(cpuMs),
    p50: rounded(p50),
    p95: rounded(p95),
    perSecond: perSecond === null ? null : rounded(perSecond, 1),
  })
  return {
    name,
    ratio: ratio && rounded(ratio.median, 3),
    interval: intervalOf(ratio),
    timeRatio: timeRatio && rounded(timeRatio.median, 3),
    timeInterval: intervalOf(timeRatio),
    ...figures(product),
    rows: Math.round(median(known.map(({ rows }) => rows))),
    bytes: Math.round(median(known.map(({ bytes }) => bytes))),
    statements: Math.round(median(known.map(({ taken }) => taken.statements.length))),
    trips: Math.round(median(known.map(({ trips }) => trips))),
    pairs: { kept: kept[0] + kept[1], dropped: dropped[0] + dropped[1] },
    limit: {
      ...figures(limit),
      rows: Math.round(median(known.map(({ limitRows }) => limitRows))),
      bytes: Math.round(median(limitBytes)),
    },
    growth: null,
  }
}

/** Keeps the figures of the smallest size and says of the others how many times its CPU they need. */
function withGrowth(lines: Line[], { households, noisy }: Options): Line[] {
  const folder = path.join(data, 'results')
  const file = path.join(folder, `${SMALLEST}.json`)
  const small: Record<string, number> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
  if (households !== SMALLEST)
    return lines.map((line) => ({
      ...line,
      growth: small[line.name] ? rounded(line.cpuMs / (small[line.name] as number)) : null,
    }))
  if (noisy) return lines
  mkdirSync(folder, { recursive: true })
  const now = Object.fromEntries(lines.filter(({ name }) => name !== 'import').map(({ name, cpuMs }) => [name, cpuMs]))
  writeFileSync(file, JSON.stringify({ ...small, ...now }))
  return lines
}
