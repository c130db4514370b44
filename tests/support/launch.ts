import { type ChildProcess, spawn } from 'node:child_process'
import { findNode, typescript } from '@/scripts/install.mjs'

export type Launched = { child: ChildProcess; text: () => string; ended: Promise<number | null> }

/** A program of the project, started as an operator does: without the settings of the test run, and heard. */
export function launch(args: readonly string[], env: Record<string, string>): Launched {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(DATABASE_URL|OWNER_DATABASE|FANGXIAN_|NEXTAUTH|npm_lifecycle|VITEST|NODE_ENV)/.test(name),
    ),
  )
  const child = spawn(findNode(), args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...clean, ...env } as unknown as NodeJS.ProcessEnv,
  })
  let said = ''
  const hear = (chunk: Buffer) => {
    said += chunk
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  return { child, text: () => said, ended: new Promise((resolve) => child.once('close', resolve)) }
}

/** Makes the real installation of a county in an empty data directory; answers what the installer said. */
export async function installCounty(data: string, env: Record<string, string> = {}): Promise<string> {
  const person = ['--county', '130722', '--admin-name', '张三', '--admin-username', 'zhangsan']
  const installer = launch([...typescript, 'scripts/install-county.ts', ...person], { FANGXIAN_DATA: data, ...env })
  const code = await installer.ended
  if (code !== 0) throw new Error(`install:county ended with ${code}\n${installer.text()}`)
  return installer.text()
}
