import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { writePrivate } from '../database/state'
import { Refusal } from '../words.mjs'

type KeyFile = {
  field: { current: string; keys: Record<string, string> }
  blindIndex: string
  audit: string
  session: string
}

export function keysFile(data: string): string {
  return path.resolve(process.env.FANGXIAN_KEYS || path.join(data, 'keys.json'))
}

const fresh = () => randomBytes(32).toString('base64')

/** Makes the key file of a new installation. */
export function createKeys(file: string): void {
  const keys: KeyFile = {
    field: { current: 'k1', keys: { k1: fresh() } },
    blindIndex: fresh(),
    audit: fresh(),
    session: fresh(),
  }
  writePrivate(file, JSON.stringify(keys, null, 2))
}

function weak(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]{43}=$/.test(value)) return true
  const bytes = Buffer.from(value, 'base64')
  const printable = bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
  return printable || new Set(bytes).size < 16
}

/** Reads the keys, or says which one is missing, too short, repeated or an example. */
export function readKeys(file: string): KeyFile {
  let keys: Partial<KeyFile>
  try {
    keys = JSON.parse(readFileSync(file, 'utf8')) as Partial<KeyFile>
  } catch {
    throw new Refusal(`密钥文件 ${file} 读不出来。`, `The key file ${file} cannot be read.`)
  }
  const all: [string, unknown][] = [
    ...Object.entries(keys.field?.keys ?? {}).map(([id, value]) => [`field.${id}`, value] as [string, unknown]),
    ['blindIndex', keys.blindIndex],
    ['audit', keys.audit],
    ['session', keys.session],
  ]
  if (!keys.field?.current || !keys.field.keys?.[keys.field.current])
    all.unshift([`field.${keys.field?.current ?? 'current'}`, undefined])
  const values = all.map(([, value]) => value)
  const bad = all.find(([, value], index) => weak(value) || values.indexOf(value) !== index)
  if (bad) {
    throw new Refusal(
      `密钥 ${bad[0]} 缺失、过短、重复或是示例值（须为 32 字节随机数的 base64）：${file}`,
      `The key ${bad[0]} is missing, too short, repeated or an example (32 random bytes in base64 are needed): ${file}`,
    )
  }
  return keys as KeyFile
}

/** Keys of this installation. Only a database without data may receive new ones: with others its protected fields could never be read again. */
export function ensureKeys(file: string, databaseIsNew: boolean): KeyFile {
  if (!existsSync(file)) {
    if (!databaseIsNew) {
      throw new Refusal(
        `数据库里已有数据，但密钥文件 ${file} 不见了。请从备份恢复它；数据未作改动。`,
        `The database holds data, but its key file ${file} is gone. Restore it from a backup; nothing was changed.`,
      )
    }
    createKeys(file)
  }
  return readKeys(file)
}
