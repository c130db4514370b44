import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Refusal } from '../words.mjs'
import { testData } from './server'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

function works(file: string | undefined): file is string {
  return (
    Boolean(file) &&
    existsSync(file as string) &&
    spawnSync(file as string, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
  )
}

function run(file: string, args: string[], seconds: number): void {
  spawnSync(file, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: seconds * 1000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

/** A Chromium for the browser journeys: the one here, else one from Playwright, Debian or npm, in that order. */
export async function findChromium(): Promise<string> {
  const named = process.env.PW_CHROMIUM
  if (named && !works(named)) throw new Refusal(`PW_CHROMIUM=${named} 无法运行。`, `PW_CHROMIUM=${named} does not run.`)
  const here = [named, ...usual].find(works)
  if (here) return here
  const { chromium } = await import('@playwright/test')
  if (works(chromium.executablePath())) return chromium.executablePath()
  run(process.execPath, [path.join('node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium'], 300)
  if (works(chromium.executablePath())) return chromium.executablePath()
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq'], 120)
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], 600)
    const installed = usual.find(works)
    if (installed) return installed
  }
  const packed = await fromNpm()
  if (works(packed)) return packed
  throw new Refusal(
    '找不到也装不上 Chromium。请安装它，或用 PW_CHROMIUM 指定路径。',
    'No Chromium was found or could be installed. Install one, or name it in PW_CHROMIUM.',
  )
}

async function fromNpm(): Promise<string | undefined> {
  const folder = path.join(testData(), 'chromium')
  mkdirSync(folder, { recursive: true })
  const npm = process.env.npm_execpath
  const args = [
    'install',
    '--prefix',
    folder,
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '@sparticuz/chromium@153.0.0',
  ]
  if (readdirSync(folder).length === 0) run(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, 300)
  try {
    const entry = createRequire(path.join(folder, 'package.json')).resolve('@sparticuz/chromium')
    const module = (await import(entry)) as { default: { executablePath(): Promise<string> } }
    return await module.default.executablePath()
  } catch {
    return undefined
  }
}
