import { createSecretKey } from 'node:crypto'
import pg from 'pg'
import { anchorsPath } from '@/lib/audit/anchors'
import type { Seal } from '@/lib/audit/schema'
import { ForeignHistoryError, sealOnce } from '@/lib/audit/seal'
import en from '@/lib/i18n/en/audit'
import zh from '@/lib/i18n/zh-CN/audit'
import { readKeyFile } from '@/lib/platform/keys'
import { Refusal, say } from '../words.mjs'

export type Audited = { ownerUrl: string; data: string; keys: string }

/** The audit key and the anchors of an installation. */
export function auditOf({ data, keys }: Pick<Audited, 'data' | 'keys'>) {
  return {
    key: createSecretKey(Buffer.from(readKeyFile(keys).audit, 'base64')),
    anchors: anchorsPath(data),
    at: () => new Date(),
  }
}

/** Seals once, over a connection of its own. */
export async function seal({ ownerUrl, data, keys }: Audited): Promise<Seal | null> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'fangxian-seal',
  })
  client.on('error', () => {})
  await client.connect()
  try {
    return await sealOnce(client, auditOf({ data, keys }))
  } catch (error) {
    if (error instanceof ForeignHistoryError) throw new Refusal(zh.verify.foreign, en.verify.foreign)
    throw error
  } finally {
    await client.end()
  }
}

/**
 * Seals now and then every so many seconds until the returned function is called; that one waits for the seal at work. While the database
 * is away it tries again; `where` is asked anew each time, because the database may come back at another address.
 */
export function startSealing(where: () => Audited, everySeconds = 60): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let complaint = ''
  const turn = async () => {
    try {
      await seal(where())
      complaint = ''
    } catch (error) {
      const text = (error as Error).message
      if (text !== complaint)
        say('审计封存没有成功，稍后再试。', `The audit could not be sealed and is tried again: ${text}`)
      complaint = text
    }
    if (!stopped) timer = setTimeout(again, everySeconds * 1000).unref()
  }
  let work = turn()
  function again() {
    work = turn()
  }
  return async () => {
    stopped = true
    clearTimeout(timer)
    await work
  }
}
