import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { contentOf } from '@/lib/evidence/rules/content'
import { lookDistance, lookHash } from '@/lib/evidence/rules/look'
import { readSubject } from '@/lib/evidence/rules/places'
import { takenAtOf } from '@/lib/evidence/rules/taken'
import { s3Store } from '@/lib/platform/files/s3'
import { sha256Hex, signedHeaders } from '@/lib/platform/files/sign'

const EXAMPLE = {
  region: 'us-east-1',
  key: 'AKIAIOSFODNN7EXAMPLE',
  secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const AT = new Date('2013-05-24T00:00:00Z')
const signatureOf = (headers: Record<string, string>) => /Signature=(\w+)/.exec(headers.authorization ?? '')?.[1]

describe('requests to an S3-compatible store are signed as its maker documents', () => {
  test('reading a part of an object', () => {
    const headers = signedHeaders(EXAMPLE, {
      method: 'GET',
      url: new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
      headers: { range: 'bytes=0-9' },
      bodyHash: sha256Hex(''),
      at: AT,
    })
    expect(signatureOf(headers)).toBe('f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41')
  })

  test('writing an object whose name has signs in it', () => {
    const headers = signedHeaders(EXAMPLE, {
      method: 'PUT',
      url: new URL('https://examplebucket.s3.amazonaws.com/test%24file.text'),
      headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      bodyHash: sha256Hex('Welcome to Amazon S3.'),
      at: AT,
    })
    expect(signatureOf(headers)).toBe('98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd')
  })

  test('listing with a query', () => {
    const headers = signedHeaders(EXAMPLE, {
      method: 'GET',
      url: new URL('https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J'),
      headers: {},
      bodyHash: sha256Hex(''),
      at: AT,
    })
    expect(signatureOf(headers)).toBe('34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7')
  })
})

let stop: (() => void) | undefined
afterEach(() => stop?.())

/** A store of one bucket in memory that checks every signature as the real one does, and lists two names at a time. */
async function aStore() {
  const files = new Map<string, Buffer>()
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    const stamp = String(request.headers['x-amz-date'])
    const at = new Date(stamp.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'))
    const bodyHash = sha256Hex(body)
    const wanted = signedHeaders(EXAMPLE, { method: request.method ?? '', url, headers: {}, bodyHash, at })
    if (request.headers.authorization !== wanted.authorization) return response.writeHead(403).end()
    const name = url.pathname.replace('/bucket/', '')
    if (request.method === 'PUT') files.set(name, body)
    if (request.method === 'DELETE') files.delete(name)
    if (request.method !== 'GET') return response.writeHead(request.method === 'PUT' ? 200 : 204).end()
    if (url.pathname !== '/bucket') return response.writeHead(files.has(name) ? 200 : 404).end(files.get(name))
    const from = Number(url.searchParams.get('continuation-token') ?? 0)
    const all = [...files.keys()].filter((each) => each.startsWith(url.searchParams.get('prefix') ?? ''))
    const page = all.slice(from, from + 2)
    const more = all.length > from + 2
    response.end(
      `<ListBucketResult><IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : ''}${page
        .map((each) => `<Contents><Key>${each}</Key><LastModified>2026-03-26T01:00:00.000Z</LastModified></Contents>`)
        .join('')}</ListBucketResult>`,
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  stop = () => server.close()
  const { port } = server.address() as AddressInfo
  return { files, endpoint: `http://127.0.0.1:${port}` }
}

test('the S3-compatible store keeps, gives back, lists page by page and removes', async () => {
  const { endpoint } = await aStore()
  const store = s3Store({ ...EXAMPLE, endpoint: `${endpoint}/`, bucket: 'bucket' })
  const names = [
    'evidence/130799/a',
    'evidence/130799/b',
    'evidence/130799/c',
    'evidence/130799/d',
    'evidence/130799/e',
  ]
  for (const name of names) await store.put(name, Buffer.from(name))
  expect(String(await store.get('evidence/130799/c'))).toBe('evidence/130799/c')
  expect(await store.get('evidence/130799/x')).toBeNull()
  await store.remove('evidence/130799/a')
  await store.remove('evidence/130799/a')
  const listed: string[] = []
  for await (const { name, changedAt } of store.list('evidence/')) listed.push(`${name} ${changedAt.toISOString()}`)
  expect(listed).toEqual(names.slice(1).map((name) => `${name} 2026-03-26T01:00:00.000Z`))
})

test('a store that refuses is a fault, never a missing file', async () => {
  const { endpoint } = await aStore()
  const store = s3Store({ ...EXAMPLE, secret: 'other', endpoint, bucket: 'bucket' })
  await expect(store.put('evidence/a', Buffer.from('x'))).rejects.toThrow('403')
  await expect(store.get('evidence/a')).rejects.toThrow('403')
})

test('names that could mean another place are refused before anything is sent', async () => {
  const store = s3Store({ ...EXAMPLE, endpoint: 'http://127.0.0.1:9', bucket: 'bucket' })
  for (const name of ['../keys.json', 'evidence/../x', '/etc/passwd', 'evidence/%2e%2e/x', 'evidence', 'a//b']) {
    await expect(store.put(name, Buffer.from('x'))).rejects.toThrow('not a file name')
  }
})

test('no bytes whatever make the reader of content or of camera data fall over', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      contentOf(bytes, 'a.jpg')
      const little = Buffer.concat([Buffer.from('Exif\0\0II*\0\u0008\0\0\0', 'latin1'), bytes])
      const at = takenAtOf(little)
      return at === null || !Number.isNaN(at.getTime())
    }),
  )
  expect(contentOf(new Uint8Array(), 'a.jpg')).toEqual({ ok: false, wrong: 'empty' })
})

test('photos that differ a little in brightness keep their look; a mirrored one does not', () => {
  const grey = Uint8Array.from({ length: 72 }, (_, at) => (at * 37) % 256)
  const brighter = grey.map((value) => Math.round(value * 0.9))
  const mirrored = grey.map((_, at) => grey[Math.floor(at / 9) * 9 + (8 - (at % 9))] ?? 0)
  expect(lookDistance(lookHash(grey), lookHash(brighter))).toBeLessThanOrEqual(2)
  expect(lookDistance(lookHash(grey), lookHash(mirrored))).toBeGreaterThan(20)
  expect(lookDistance(-1n, 0n)).toBe(64)
})

test('a record is read from an address only when it is one', () => {
  const id = '0f3c1c1e-7a53-4a2e-9d7f-2f3f1c1e7a53'
  expect(readSubject(`VISIT.${id}`)).toEqual({ kind: 'VISIT', id })
  for (const text of ['', 'VISIT', 'OTHER.0', `VISIT.${id}x`, undefined, ['VISIT']])
    expect(readSubject(text)).toBeNull()
})
