import process from 'node:process'
import { become, install, isInstalled } from './install.mjs'
import { fail } from './words.mjs'

// node scripts/run.mjs <program.ts> [arguments]: any program of the project, on a fresh clone too.
try {
  if (!isInstalled()) await install()
  const [script, ...args] = process.argv.slice(2)
  await become(script, args)
} catch (error) {
  fail(error)
}
