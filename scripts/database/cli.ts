import { rmSync } from 'node:fs'
import { program, Refusal, say } from '../words.mjs'
import { deploy } from './migrate'
import { connected, openDatabase } from './open'
import { dataDirectory } from './paths'
import { stopServer } from './server'

const [verb, ...rest] = process.argv.slice(2)

async function start() {
  const database = await openDatabase()
  say(
    `数据库已启动，连接信息见 ${dataDirectory()}/state.json`,
    `The database runs; its address is in ${dataDirectory()}/state.json`,
  )
  if (rest.includes('--urls')) say(`OWNER_DATABASE_URL=${database.ownerUrl}`, `APP_DATABASE_URL=${database.appUrl}`)
}

async function migrate() {
  const database = await openDatabase()
  try {
    const applied = await deploy(database.ownerUrl)
    say(
      applied.length ? `已应用 ${applied.length} 个迁移：${applied.join('、')}` : '数据库结构已是最新。',
      applied.length ? `Applied ${applied.length} migrations.` : 'The schema is up to date.',
    )
  } finally {
    await database.close()
  }
}

async function stop() {
  const stopped = await stopServer(dataDirectory())
  say(
    stopped ? '数据库已停止。' : '数据库没有运行。',
    stopped ? 'The database is stopped.' : 'The database was not running.',
  )
}

async function reset() {
  const database = await openDatabase()
  const real = await connected(database.ownerUrl, async (client) => {
    const there = (await client.query("select to_regclass('public.installation') as t")).rows[0].t
    return there ? ((await client.query('select 1 from installation where not is_demo')).rowCount ?? 0) > 0 : false
  })
  if (real) throw new Refusal('这是正式安装，不能清空。', 'This is a real installation and cannot be emptied.')
  if (database.kind === 'external')
    throw new Refusal('db:reset 只用于内置数据库。', 'db:reset is only for the embedded database.')
  await database.stop()
  rmSync(dataDirectory(), { recursive: true, force: true })
  say('演示数据库已清空。', 'The demo database is emptied.')
}

const verbs: Record<string, () => Promise<void>> = { start, migrate, stop, reset }

await program(async () => {
  const run = verbs[verb ?? '']
  if (!run)
    throw new Refusal(
      '用法：db:start | db:migrate | db:stop | db:reset',
      'Usage: db:start | db:migrate | db:stop | db:reset',
    )
  await run()
})
