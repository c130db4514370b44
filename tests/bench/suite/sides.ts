import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { connected } from '@/scripts/database/open'
import { run, type Taken } from '@/tests/bench/limit/straight'
import type { Who } from './accounts'
import { type Arm, type Request, type Response, send } from './arms'
import { listening, take } from './capture'
import { data, type Filled } from './fill'
import type { Workload } from './workloads'

/** A count that is not what it must be; the run ends with it. */
export class WrongCount extends Error {
  override name = 'WrongCount'
}

/** What one request is known to bring, in each arm. */
export type Known = { taken: Taken; trips: number; rows: number; bytes: number; limitRows: number }
export type Cookies = Record<Who, string>

const WRITES = /\b(INSERT INTO|DELETE FROM|UPDATE \S+ (\w+ )?SET)\b/i
const OK = 200
const BROKEN = 500
/** A page names the time of its making and a nonce, and a list repeats days; more than this share of its bytes is another page. */
const BYTES_APART = 0.03
const MOST_READINGS = 40

/** A request of ours. */
export function productRequest(
  { port }: Arm,
  { asked, who }: Workload,
  cookies: Cookies,
  at: number,
  id = randomUUID() as string,
): Request {
  const { path: address, body } = asked[at % asked.length] as Workload['asked'][number]
  return { port, path: address, cookie: cookies[who], body: body?.(id) }
}

/** The same of the limit: the number of the request names its statements. */
export function limitRequest({ port }: Arm, { name, asked }: Workload, at: number): Request {
  const writes = asked[0]?.body !== undefined
  const address = `/${name}/${at % asked.length}`
  return writes ? { port, path: `/api${address}`, body: JSON.stringify({ id: randomUUID() }) } : { port, path: address }
}

/**
 * Asks ours for everything that will be measured, and holds what it shows against the database. Each twice at least, because a first reading is
 * written down, and then until an answer is like the one before: a city freezes the months of its counties in several readings.
 */
async function verify(
  arm: Arm,
  workload: Workload,
  cookies: Cookies,
  admin: string,
): Promise<{ rows: number; bytes: number }[]> {
  const expected = await connected(admin, (client) => workload.expected(client))
  const found: { rows: number; bytes: number }[] = []
  const reads = workload.asked[0]?.body === undefined
  for (const at of workload.asked.keys()) {
    const ask = () => send(productRequest(arm, workload, cookies, at))
    let before = reads ? await ask() : null
    let answer = await ask()
    for (let times = 2; before && answer.bytes !== before.bytes && times < MOST_READINGS; times++) {
      before = answer
      answer = await ask()
    }
    const rows = answer.status === OK ? workload.shown(answer.body) : -1
    if (rows !== expected[at] || rows === 0)
      throw new WrongCount(
        `${workload.name} ${workload.asked[at]?.path}: HTTP ${answer.status}, ${rows} rows shown, ${expected[at]} in the database\n${rows < 0 ? answer.body.slice(0, 500) : ''}`,
      )
    found.push({ rows, bytes: answer.bytes })
  }
  return found
}

// Of a page all that it reads; of a visit the one statement that writes it. Locks of the command door belong to the door.
function keep(taken: readonly Taken[], workload: Workload, id: string): Taken {
  const writes = workload.asked[0]?.body !== undefined
  const settings = taken[0]?.settings.split('; ').filter((each) => each.startsWith('SET LOCAL')) ?? []
  const statements = taken
    .flatMap((each) => each.statements)
    .filter(({ text }) => (writes ? /INSERT INTO visit /.test(text) : !WRITES.test(text)))
  if (statements.length === 0) throw new Error(`${workload.name}: no statement was found in the log`)
  return { settings: settings.join('; '), statements, ...(writes ? { fresh: id } : {}) }
}

/** Where the limit finds the statements of each workload. */
export const statementsFolder = ({ database }: Filled) => path.join(data, `statements-${database.name}`)

/** Verifies ours for one workload and takes its statements, for the limit and for what each must bring there. */
export async function learn(filled: Filled, arm: Arm, workload: Workload, cookies: Cookies): Promise<Known[]> {
  const { database, admin } = filled
  const shown = await verify(arm, workload, cookies, admin)
  const pool = new pg.Pool({ connectionString: database.appUrl, max: 1, pipeline: true } as pg.PoolConfig)
  const known = await listening(admin, async () => {
    const found: Known[] = []
    for (const [at, { rows, bytes }] of shown.entries()) {
      const id = randomUUID()
      const request = () => send(productRequest(arm, workload, cookies, at, id))
      const { taken, trips } = await take(data, database.name, request)
      found.push({ taken: keep(taken, workload, id), trips, rows, bytes, limitRows: 0 })
    }
    return found
  })
  for (const each of known) each.limitRows = await run(pool, each.taken, randomUUID())
  await pool.end()
  const folder = statementsFolder(filled)
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${workload.name}.json`)
  writeFileSync(file, JSON.stringify(known.map(({ taken }) => taken)), { mode: 0o600 })
  return known
}

/**
 * Every answer of a block must have its status and its bytes. False is a request that failed on a machine which others use (`noisy`): it is
 * counted apart; on a quiet one it ends the run.
 */
export function checkBytes(
  name: string,
  expected: readonly number[],
  noisy: boolean,
): (at: number, answer: Response) => boolean {
  return (at, { status, bytes }) => {
    const wanted = expected[at % expected.length] as number
    if (noisy && status >= BROKEN) return false
    if (status !== OK || Math.abs(bytes - wanted) > wanted * BYTES_APART)
      throw new WrongCount(`${name}, request ${at}: HTTP ${status} with ${bytes} bytes instead of ${wanted}`)
    return true
  }
}

/** Asks the limit once for everything: it must bring what the same statements brought directly. Answers its bytes. */
export async function verifyLimit(arm: Arm, workload: Workload, known: readonly Known[]): Promise<number[]> {
  const found: number[] = []
  for (const [at, { limitRows, rows }] of known.entries()) {
    const answer = await send(limitRequest(arm, workload, at))
    const brought = Number(/rows"?[ :](\d+)/.exec(answer.body)?.[1] ?? -1)
    if (brought !== limitRows || brought < rows)
      throw new WrongCount(
        `${workload.name} ${at} of the limit: ${brought} rows instead of ${limitRows}, of which ${rows} are shown`,
      )
    found.push(answer.bytes)
  }
  return found
}
