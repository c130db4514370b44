import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { connected, openDatabase } from '@/scripts/database/open'
import { freePort } from '@/scripts/database/probe'
import { until } from '@/scripts/database/processes'
import { stopServer } from '@/scripts/database/server'
import { typescript } from '@/scripts/install.mjs'
import { installCounty, type Launched, launch } from '@/tests/support/launch'

export type RealInstallation = {
  address: string
  /** The path that the installer named for the first administrator. */
  invitation: string
  count: (query: string) => Promise<number>
  remove: () => Promise<void>
}

/** A real installation of a county on a database and a port of its own: made by the installer, started as an operator does, from the build there is. */
export async function aRealInstallation(): Promise<RealInstallation> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'fangxian-real-'))
  const port = await freePort()
  const address = `http://localhost:${port}`
  let running: Launched | undefined
  const remove = async () => {
    running?.child.kill('SIGTERM')
    await running?.ended
    await stopServer(data)
    rmSync(data, { recursive: true, force: true })
  }
  try {
    const said = await installCounty(data, { PORT: String(port) })
    const invitation = said.match(/(http:\S+)(\/invitation\/[\w-]{43})/)
    if (invitation?.[1] !== address) throw new Error(said)
    const program = launch([...typescript, 'scripts/start/main.ts'], { FANGXIAN_DATA: data, PORT: String(port) })
    running = program
    const isUp = () => program.text().includes('Press Ctrl-C')
    await until(80_000, () => isUp() || program.child.exitCode !== null)
    if (!isUp()) throw new Error(program.text())
    const count = async (query: string) => {
      const { ownerUrl } = await openDatabase({ data, external: undefined })
      const { rows } = await connected(ownerUrl, (client) => client.query<{ count: string }>(query))
      return Number(rows[0]?.count)
    }
    return { address, invitation: invitation[2] as string, count, remove }
  } catch (error) {
    await remove()
    throw error
  }
}
