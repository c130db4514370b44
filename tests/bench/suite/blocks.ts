import { type Request, type Response, send } from './arms'
import { read, type Span, span, type Watched } from './proc'
import { type Estimate, median, quantile, ratioOfPairs } from './statistics'

/** One arm of one workload: how the request of a number is made, and which bytes its answer has. */
export type Side = {
  request: (at: number) => Request
  check: (at: number, answer: Response) => boolean
  watched: Watched
}
export type Block = Span & { count: number; times: number[] }
export type Kind = { seconds: number; concurrency: number }
type Pair = { product: Block; limit: Block }
export type Figures = { cpuMs: number; p50: number; p95: number; perSecond: number | null }
export type Measured = {
  ratio: Estimate
  timeRatio: Estimate
  product: Figures
  limit: Figures
  /** Pairs kept and dropped with one request at a time, then with many. */
  kept: [number, number]
  dropped: [number, number]
}

const DISTURBED_CORES = 0.15
const MANY = 16
const TRIES = 2
const WARM_SECONDS = 1

/** Sends requests one after another on so many connections until the time is over; the answers under way are waited for and counted. */
async function drive(
  side: Side,
  { seconds, concurrency }: Kind,
  from: number,
): Promise<{ times: number[]; next: number }> {
  const times: number[] = []
  const until = performance.now() + seconds * 1000
  let next = from
  const worker = async () => {
    while (performance.now() < until) {
      const at = next++
      const began = performance.now()
      const answer = await send(side.request(at), false)
      const time = performance.now() - began
      if (side.check(at, answer)) times.push(time)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  return { times, next }
}

/** Requests before the first block, so that code, plans and all connections are ready. */
export async function warm(side: Side, count: number): Promise<void> {
  for (let at = 0; at < count; at++) side.check(at, await send(side.request(at), false))
  await drive(side, { seconds: WARM_SECONDS, concurrency: MANY }, count)
}

async function block(side: Side, kind: Kind, from: number): Promise<{ block: Block; next: number }> {
  const before = read(side.watched)
  const { times, next } = await drive(side, kind, from)
  return { block: { ...span(before, read(side.watched)), count: times.length, times }, next }
}

export const isDisturbed = ({ other, steal }: Span) => other > DISTURBED_CORES || steal > DISTURBED_CORES

const cpuMs = ({ server, backends, count }: Block) => (1000 * (server + backends)) / count

function figures(single: readonly Block[], many: readonly Block[]): Figures {
  const times = single.flatMap((each) => each.times)
  const perSecond = many.map(({ count, seconds }) => count / seconds)
  return {
    cpuMs: median(single.map(cpuMs)),
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    perSecond: perSecond.length > 0 ? median(perSecond) : null,
  }
}

/**
 * Measures both arms of a workload in pairs, ours first in one and second in the next (ABBA), with one request at a time and with sixteen.
 * A pair in which others used the machine is dropped and another measured, twice as many in all at most; with `noisy` all are kept.
 */
export async function measurePairs(
  product: Side,
  limit: Side,
  options: { pairs: number; seconds: number; noisy: boolean },
): Promise<Measured> {
  const all: [Pair[], Pair[]] = [[], []]
  const isKept = (pair: Pair) => options.noisy || !(isDisturbed(pair.product) || isDisturbed(pair.limit))
  const isEnough = () => all.every((pairs) => pairs.filter(isKept).length >= options.pairs)
  const next = { product: 0, limit: 0 }
  const sides = { product, limit }
  for (let index = 0; index < options.pairs * TRIES && !isEnough(); index++) {
    const order = index % 2 === 0 ? (['product', 'limit'] as const) : (['limit', 'product'] as const)
    for (const [at, concurrency] of [1, MANY].entries()) {
      const pair: Partial<Pair> = {}
      for (const arm of order) {
        const run = await block(sides[arm], { seconds: options.seconds, concurrency }, next[arm])
        next[arm] = run.next
        pair[arm] = run.block
      }
      all[at]?.push(pair as Pair)
    }
  }
  const [single, many] = all.map((pairs) => pairs.filter(isKept)) as [Pair[], Pair[]]
  const arm = (name: keyof Pair) =>
    figures(
      single.map((pair) => pair[name]),
      many.map((pair) => pair[name]),
    )
  return {
    ratio: ratioOfPairs(single.map((pair) => ({ product: cpuMs(pair.product), limit: cpuMs(pair.limit) }))),
    timeRatio: ratioOfPairs(
      single.map((pair) => ({ product: median(pair.product.times), limit: median(pair.limit.times) })),
    ),
    product: arm('product'),
    limit: arm('limit'),
    kept: [single.length, many.length],
    dropped: [all[0].length - single.length, all[1].length - many.length],
  }
}
