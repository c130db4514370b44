import process from 'node:process'
import { become, install, isInstalled } from './install.mjs'
import { fail, step } from './words.mjs'

try {
  if (!isInstalled()) await step('安装依赖', 'install', install)
  await become('scripts/test/check.ts', process.argv.slice(2))
} catch (error) {
  fail(error)
  process.stdout.write('\n0 passed, 1 failed\n')
}
