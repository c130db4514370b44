import path from 'node:path'
import process from 'node:process'
import { tryLock } from './database/lock.mjs'
import { become, install, isInstalled, root } from './install.mjs'
import { refuseSecondCopy } from './start/second-copy.mjs'
import { fail, step, stepsSoFar } from './words.mjs'

// Plain JavaScript without dependencies: this file runs on a fresh clone, under whatever Node is there.
try {
  const lock = await tryLock(path.resolve(process.env.FANGXIAN_DATA || path.join(root, '.data')), 'app')
  refuseSecondCopy(lock)
  try {
    await step('安装依赖', 'install', async () => {
      if (isInstalled()) return '已是最新 up to date'
      await install()
    })
  } finally {
    await lock.release()
  }
  await become('scripts/start/main.ts', process.argv.slice(2), { FANGXIAN_STEP: String(stepsSoFar()) })
} catch (error) {
  fail(error)
}
