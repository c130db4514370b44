import { afterAll, expect, test } from 'vitest'
import { unscoped } from '@/lib/platform/db'
import { compareFigures } from '@/scripts/newspaper/compare'
import { enterFacts } from '@/scripts/newspaper/enter'
import { COMPUTED, FACTS, readComputed, readFacts } from '@/scripts/newspaper/files'
import { closeOwner, owner } from '../support/builders'

afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const OWNER = () => process.env.OWNER_DATABASE_URL as string
const renamed = (text: string) => (text === '' ? text : `B-${text}`)

test('the figures of five articles come out of their facts, and none of a wrong fact', async () => {
  const [facts, computed] = [readFacts(FACTS), readComputed(COMPUTED)]
  const { reporters, inputs } = await enterFacts(OWNER(), facts)
  expect(inputs).toBe(0)
  const verdicts = await compareFigures(reporters, facts, computed)
  expect(verdicts.length).toBe(62)
  expect(verdicts.flatMap(({ row, faults }) => faults.map((fault) => [row.id, fault]))).toEqual([])
  const { rows } = await owner().query(
    `SELECT (SELECT count(*)::int FROM reported_fact) + (SELECT count(*)::int FROM region_target) AS kept,
      (SELECT value::text FROM reported_fact WHERE source_ref = 'S5-55') AS km`,
  )
  expect(rows[0]).toEqual({ kept: facts.length, km: '236.670000' })

  // The same facts once more under another source, one of them wrong and one input unknown to the catalogue.
  const planted = facts.map((row) => ({
    ...row,
    cells: {
      ...row.cells,
      article: renamed(row.cells.article),
      value: row.cells.id === 'S1-02' ? '74' : row.cells.value,
      indicator_input: row.cells.indicator_input === 'workshops_total' ? 'sheds_total' : row.cells.indicator_input,
    },
  }))
  const other = computed.map((row) => ({
    ...row,
    article: renamed(row.article),
    formula: row.formula.replaceAll('workshops_total', 'sheds_total'),
  }))
  const again = await enterFacts(OWNER(), planted)
  expect(again.inputs).toBe(1)
  const wrong = (await compareFigures(again.reporters, planted, other)).filter(({ faults }) => faults.length > 0)
  expect(wrong.map(({ row, shown }) => [row.id, shown])).toEqual([
    ['S1-C01', '88.1'],
    ['S1-C08', '112'],
    ['S1-C09', '84.2'],
  ])
}, 120_000)
