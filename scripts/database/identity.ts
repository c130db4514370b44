import { spawnSync } from 'node:child_process'
import { chownSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from '../words.mjs'

/** How a server binary is run: PostgreSQL refuses to run as root, so root runs it under another identity. */
export type Identity = {
  mode: 'plain' | 'unshare' | 'setpriv'
  owner: number | null
  wrap: (file: string, args: string[]) => [string, string[]]
}

function unprivileged(): { uid: number; gid: number } {
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const line = lines.find((l) => l[0] === 'postgres') ?? lines.find((l) => l[0] === 'nobody')
  if (!line)
    throw new Refusal(
      '系统里没有 postgres 或 nobody 用户，无法以 root 启动数据库。',
      'There is no user postgres or nobody, so root cannot start the database.',
    )
  return { uid: Number(line[2]), gid: Number(line[3]) }
}

export function findIdentity(binary: string): Identity {
  if (process.getuid?.() !== 0)
    return { mode: 'plain', owner: process.getuid?.() ?? null, wrap: (file, args) => [file, args] }
  const { uid, gid } = unprivileged()
  const candidates: Identity[] = [
    {
      mode: 'unshare',
      owner: 0,
      wrap: (file, args) => ['unshare', ['--user', `--map-user=${uid}`, `--map-group=${gid}`, '--', file, ...args]],
    },
    {
      mode: 'setpriv',
      owner: uid,
      wrap: (file, args) => [
        'setpriv',
        [
          `--reuid=${uid}`,
          `--regid=${gid}`,
          '--clear-groups',
          '--inh-caps=-all,+dac_override',
          '--ambient-caps=-all,+dac_override',
          '--securebits=+no_setuid_fixup',
          '--',
          file,
          ...args,
        ],
      ],
    },
  ]
  for (const candidate of candidates) {
    const [file, args] = candidate.wrap(binary, ['--version'])
    if (spawnSync(file, args, { stdio: 'ignore' }).status === 0) return candidate
  }
  throw new Refusal(
    '无法以 root 启动内置数据库（unshare 与 setpriv 均不可用）。请改用普通用户，或设置 DATABASE_URL。',
    'Root cannot start the embedded database here (neither unshare nor setpriv works). Use an ordinary user, or set DATABASE_URL.',
  )
}

/** Gives the data directory to the identity that will run it, or says clearly whose it is. */
export function own(directory: string, identity: Identity): void {
  if (identity.owner === null || statSync(directory).uid === identity.owner) return
  if (identity.mode === 'plain') {
    throw new Refusal(
      `数据目录 ${directory} 属于另一个用户，请用当初的用户启动。`,
      `The data directory ${directory} belongs to another user; start it as that user.`,
    )
  }
  chownTree(directory, identity.owner)
}

function chownTree(entry: string, uid: number): void {
  const stat = lstatSync(entry)
  if (stat.isSymbolicLink()) return
  chownSync(entry, uid, stat.gid)
  if (stat.isDirectory()) for (const name of readdirSync(entry)) chownTree(path.join(entry, name), uid)
}
