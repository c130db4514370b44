import { dataDirectory, keysPath } from '@/lib/platform/env'
import { openDatabase } from './database/open'
import { FACTS, readFacts } from './newspaper/files'
import { program, say } from './words.mjs'

/**
 * npm run newspaper:load: enters the newspaper facts into the database of this installation, beside the demo or beside real data, by the
 * import command; each shows its source and day. Once only: the second time they are known already, and nothing changes.
 */
await program(async () => {
  const database = await openDatabase()
  try {
    process.env.OWNER_DATABASE_URL = database.ownerUrl
    process.env.APP_DATABASE_URL = database.appUrl
    process.env.FANGXIAN_KEYS ??= keysPath()
    process.env.FANGXIAN_DATA ??= dataDirectory()
    // Read only now: these names are looked up when the modules are.
    const { enterFacts, leave } = await import('./newspaper/enter')
    try {
      const { rows } = await enterFacts(database.ownerUrl, readFacts(FACTS))
      say(`已录入 ${rows} 条报道中的事实和目标`, `${rows} facts and targets of the newspaper entered`)
    } finally {
      await leave()
    }
  } finally {
    await database.close()
  }
})
