// Our pages and writes against the limit of the same database and framework: `npm run bench -- --households 20000|200000|1000000
// [--json] [--pairs 12] [--seconds 3] [--only name] [--noisy]`. Its databases stand in .bench-data and are kept.
import { parseArgs } from 'node:util'
import { generateClient } from '@/scripts/start/build'
import { endChildren } from '@/scripts/start/children'
import { whenToldToStop } from '@/scripts/start/signals'
import { fail, Refusal } from '@/scripts/words.mjs'
import { NAMES, type Name } from './suite/names'

const { values: args } = parseArgs({
  options: {
    households: { type: 'string', default: '20000' },
    pairs: { type: 'string', default: '12' },
    seconds: { type: 'string', default: '3' },
    only: { type: 'string', multiple: true, default: [] },
    noisy: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})
let close = async () => {}

async function tidy(): Promise<void> {
  await endChildren()
  await close()
}

whenToldToStop(() => void tidy().finally(() => process.exit(1)))

try {
  const [households, pairs, seconds] = [args.households, args.pairs, args.seconds].map(Number) as [
    number,
    number,
    number,
  ]
  const only = args.only as Name[]
  const isBad = !Number.isInteger(households) || households < 1_000 || !(pairs >= 1) || !(seconds > 0)
  if (isBad || only.some((name) => !NAMES.includes(name)))
    throw new Refusal(
      `用法：npm run bench -- --households 20000|200000|1000000 [--json] [--pairs 12] [--seconds 3] [--noisy] [--only ${NAMES.join('|')}]`,
      `Usage: npm run bench -- --households 20000|200000|1000000 [--json] [--pairs 12] [--seconds 3] [--noisy] [--only ${NAMES.join('|')}]`,
    )
  if (process.platform !== 'linux')
    throw new Refusal('测速读取 /proc，只能在 Linux 上运行。', 'The bench reads /proc and runs on Linux only.')
  await generateClient()
  const { suite } = await import('./suite/run')
  const { written } = await import('./suite/report')
  const report = await suite(
    { households, pairs, seconds, noisy: args.noisy, only },
    (text) => console.error(text),
    (how) => {
      close = how
    },
  )
  console.log(args.json ? JSON.stringify(report) : written(report))
} catch (error) {
  fail(error)
}
await tidy()
process.exit()
