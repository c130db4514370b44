import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { tryLock } from './database/lock.mjs'
import { deploy } from './database/migrate'
import { connected, openDatabase } from './database/open'
import { dataDirectory } from './database/paths'
import { generateClient } from './start/build'
import { findInstallation, refuseTestClock } from './start/installation'
import { ensureKeys, keysFile } from './start/keys'
import { loadCatalogue } from './start/load'
import { refuseSecondCopy } from './start/second-copy.mjs'
import { program, Refusal, say } from './words.mjs'

const hours = 72
const usage = 'npm run install:county -- --county 130722 --admin-name 张三 --admin-username zhangsan'

type Answers = { county: string; name: string; username: string }

const checks: Record<keyof Answers, { test: RegExp; zh: string; en: string }> = {
  county: { test: /^\d{6}$/, zh: '县的六位行政区划代码', en: "the county's six-digit division code" },
  name: { test: /^.{2,60}$/su, zh: '首位管理员的姓名', en: "the first administrator's name" },
  username: {
    test: /^[a-z][a-z0-9._-]{2,63}$/,
    zh: '首位管理员的登录名（小写字母开头，至少 3 位）',
    en: "the first administrator's sign-in name (lower case, 3 characters or more)",
  },
}

async function answers(): Promise<Answers> {
  const { values } = parseArgs({
    options: { county: { type: 'string' }, 'admin-name': { type: 'string' }, 'admin-username': { type: 'string' } },
  })
  const given: Partial<Answers> = {
    county: values.county,
    name: values['admin-name'],
    username: values['admin-username'],
  }
  const asking = process.stdin.isTTY ? createInterface({ input: process.stdin, output: process.stdout }) : null
  try {
    const complete = {} as Answers
    for (const key of ['county', 'name', 'username'] as const) {
      const { test, zh, en } = checks[key]
      let value = given[key]?.trim()
      while (value === undefined || !test.test(value)) {
        if (value !== undefined || !asking) {
          if (!asking)
            throw new Refusal(
              `缺少或不合要求：${zh}。\n用法：${usage}`,
              `Missing or not in form: ${en}.\nUsage: ${usage}`,
            )
          say(`不合要求：${value}`, `Not in form: ${value}`)
        }
        value = (await asking.question(`${zh} · ${en}: `)).trim()
      }
      complete[key] = value
    }
    return complete
  } finally {
    asking?.close()
  }
}

/** Makes an empty database the real installation of one county; returns the only copy of the first administrator's invitation. */
async function establish(ownerUrl: string, { county, name, username }: Answers): Promise<string> {
  const region = `${county}000000`
  const token = randomBytes(32).toString('base64url')
  await connected(ownerUrl, async (client) => {
    await client.query('begin')
    const known = await client.query("select name from region where code = $1 and level = 'COUNTY'", [region])
    if (known.rowCount === 0) {
      throw new Refusal(
        `行政区划里没有县 ${county}。请先运行 npm run add-county -- ${county}`,
        `There is no county ${county} among the regions. First run npm run add-county -- ${county}`,
      )
    }
    const user = randomUUID()
    await client.query(
      "select set_config('app.command', 'installation.establish', true), set_config('app.actor', $1, true)",
      [user],
    )
    await client.query('insert into installation (is_demo, county_code) values (false, $1)', [county])
    await client.query('insert into app_user (id, username, name) values ($1, $2, $3)', [user, username, name])
    await client.query(
      `insert into posting (county_code, id, user_id, role, region_code, valid_from)
       values ($1, $2, $3, 'ADMINISTRATOR', $4, (now() at time zone 'Asia/Shanghai')::date)`,
      [county, randomUUID(), user, region],
    )
    await client.query(
      `insert into invitation (token_hash, user_id, expires_at) values ($1, $2, now() + make_interval(hours => ${hours}))`,
      [createHash('sha256').update(token).digest('hex'), user],
    )
    await client.query('commit')
  })
  return token
}

async function main(): Promise<void> {
  const data = dataDirectory()
  const wanted = await answers()
  const lock = await tryLock(data, 'app', `install:county (pid ${process.pid})`)
  refuseSecondCopy(lock)
  await generateClient()
  const database = await openDatabase({ data })
  try {
    const before = await findInstallation(database)
    if (before) {
      const elsewhere = [
        '请用 FANGXIAN_DATA 另选一个数据目录（或另一个 DATABASE_URL）。',
        'Choose another data directory with FANGXIAN_DATA (or another DATABASE_URL).',
      ]
      throw before.kind === 'DEMO'
        ? new Refusal(
            `这里是演示数据库，演示与正式数据不能共用。${elsewhere[0]}`,
            `This is a demo database; demo and real data never share one. ${elsewhere[1]}`,
          )
        : new Refusal(
            `这里已经是 ${before.countyCode} 县的正式安装，未作改动。`,
            `This already is the real installation of county ${before.countyCode}; nothing was changed.`,
          )
    }
    refuseTestClock({ kind: 'REAL', countyCode: wanted.county })
    const keys = keysFile(data)
    ensureKeys(keys, true)
    await deploy(database.ownerUrl)
    await loadCatalogue(data, database, keys)
    const token = await establish(database.ownerUrl, wanted)
    const address = (process.env.NEXTAUTH_URL || `http://localhost:${process.env.PORT || 3000}`).replace(/\/$/, '')
    say(`\n已建立 ${wanted.county} 县的正式安装。`, `The real installation of county ${wanted.county} is made.`)
    say(
      `\n${wanted.name}（${wanted.username}）的一次性邀请，${hours} 小时内有效，只显示这一次：`,
      `One-time invitation of ${wanted.name} (${wanted.username}), valid for ${hours} hours and shown only now:`,
    )
    process.stdout.write(`\n  ${address}/invitation/${token}\n`)
    say(
      `\n请把 ${keys} 备份到另一处：没有它，受保护的字段无法读出。然后运行 npm start。`,
      `Keep a copy of ${keys} elsewhere: without it the protected fields cannot be read. Then run npm start.`,
    )
  } finally {
    await database.close()
    await lock.release()
  }
}

await program(main)
