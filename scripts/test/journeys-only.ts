import { generateClient } from '../start/build'
import { endChildren } from '../start/children'
import { whenToldToStop } from '../start/signals'
import { fail } from '../words.mjs'
import { journeys } from './journeys'
import { openTestServer, type TestServer } from './server'

let server: TestServer | undefined

async function tidy(): Promise<void> {
  await endChildren()
  await server?.close()
}

whenToldToStop(() => void tidy().finally(() => process.exit(1)))

try {
  await generateClient()
  server = await openTestServer()
  const { passed, failed } = await journeys(server, process.argv.slice(2))
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1
} catch (error) {
  fail(error)
}
await tidy()
process.exit()
