import { now } from '@/lib/platform/clock'
import { checkedName, type FileStore } from './names'
import { type Signer, sha256Hex, signedHeaders } from './sign'

const PATIENCE_MS = 15_000
const EMPTY = new Uint8Array()

/** Files in one bucket of an S3-compatible store, addressed by path. */
export function s3Store(place: Signer & { endpoint: string; bucket: string }): FileStore {
  const base = `${place.endpoint.replace(/\/+$/, '')}/${place.bucket}`
  const ask = async (method: string, url: URL, body: Uint8Array = EMPTY) => {
    const headers = signedHeaders(place, { method, url, headers: {}, bodyHash: sha256Hex(body), at: now() })
    return fetch(url, {
      method,
      headers,
      body: method === 'PUT' ? Uint8Array.from(body) : undefined,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
  }
  const urlOf = (name: string) => new URL(`${base}/${checkedName(name)}`)
  return {
    async put(name, bytes) {
      must(await ask('PUT', urlOf(name), bytes))
    },
    async get(name) {
      const response = await ask('GET', urlOf(name))
      if (response.status === 404) return null
      return Buffer.from(await must(response).arrayBuffer())
    },
    async remove(name) {
      const response = await ask('DELETE', urlOf(name))
      if (response.status !== 404) must(response)
    },
    async *list(prefix) {
      let more: string | undefined
      do {
        const url = new URL(base)
        url.searchParams.set('list-type', '2')
        url.searchParams.set('prefix', prefix)
        if (more) url.searchParams.set('continuation-token', more)
        const text = await must(await ask('GET', url)).text()
        for (const [, entry = ''] of text.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)) {
          const [name, changed] = [tag(entry, 'Key'), tag(entry, 'LastModified')]
          if (name && changed) yield { name, changedAt: new Date(changed) }
        }
        more = tag(text, 'IsTruncated') === 'true' ? tag(text, 'NextContinuationToken') : undefined
      } while (more)
    },
  }
}

function must(response: Response): Response {
  if (!response.ok) throw new Error(`the file store answered ${response.status}`)
  return response
}

function tag(text: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1]
}
