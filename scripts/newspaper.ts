import { parseArgs } from 'node:util'
import type { Verdict } from './newspaper/compare'
import { COMPUTED, FACTS, readComputed, readFacts } from './newspaper/files'
import { cloneDatabase, dropClone, openTestServer } from './test/server'
import { program, say, step } from './words.mjs'

/**
 * npm run newspaper [-- --facts FILE --computed FILE]: enters every fact and target through the product's own commands into an empty database
 * of its own, and prints each figure as the page of indicators shows it beside the article's. Ends with 1 where one differs.
 */
await program(async () => {
  const { values } = parseArgs({
    options: { facts: { type: 'string', default: FACTS }, computed: { type: 'string', default: COMPUTED } },
  })
  const [facts, computed] = [readFacts(values.facts), readComputed(values.computed)]
  let verdicts: Verdict[] = []
  const server = await openTestServer()
  const clone = await cloneDatabase(server.addresses, 'news')
  try {
    process.env.OWNER_DATABASE_URL = clone.ownerUrl
    process.env.APP_DATABASE_URL = clone.appUrl
    process.env.FANGXIAN_KEYS = server.addresses.keys
    process.env.FANGXIAN_DATA = server.addresses.data
    // Read only now: these names are looked up when the modules are.
    const [{ enterFacts, leave }, { compareFigures }] = await Promise.all([
      import('./newspaper/enter'),
      import('./newspaper/compare'),
    ])
    try {
      await step('录入事实和目标', 'Enter facts and targets', async () => {
        const entered = await enterFacts(clone.ownerUrl, facts)
        verdicts = await compareFigures(entered.reporters, facts, computed)
        return `${entered.rows} 条 rows，新增上报指标 ${entered.inputs} 项 new inputs`
      })
    } finally {
      await leave()
    }
  } finally {
    await dropClone(server.addresses, clone.name)
    await server.close()
  }
  for (const { row, shown, behind, faults } of verdicts) {
    const verdict = faults.length === 0 ? '=' : `≠ ${faults.join('；')}`
    process.stdout.write(
      `${row.id}  ${row.label}  ${shown ?? '—'}${behind && `  (${behind})`}  ${row.expected}  ${verdict}\n`,
    )
  }
  const wrong = verdicts.filter(({ faults }) => faults.length > 0)
  say(
    wrong.length === 0 ? `${verdicts.length} 个数全部与报道一致。` : `${wrong.length} 个数与报道不一致。`,
    wrong.length === 0
      ? `All ${verdicts.length} figures agree with the articles.`
      : `${wrong.length} figures differ from the articles.`,
  )
  if (wrong.length > 0 || verdicts.length === 0) process.exitCode = 1
})
