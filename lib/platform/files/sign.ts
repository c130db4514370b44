import { createHash, createHmac } from 'node:crypto'

/** What signs a request to an S3-compatible store: AWS Signature Version 4, header form. */
export type Signer = { region: string; key: string; secret: string }

type Signed = { method: string; url: URL; headers: Readonly<Record<string, string>>; bodyHash: string; at: Date }

const SERVICE = 's3'
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8').digest()

export const sha256Hex = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex')

/** The headers to send with a request, `authorization` among them. `headers` must name everything that is to be signed, without host. */
export function signedHeaders(signer: Signer, { method, url, headers, bodyHash, at }: Signed): Record<string, string> {
  const stamp = at.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const day = stamp.slice(0, 8)
  const all: Record<string, string> = {
    ...headers,
    host: url.host,
    'x-amz-content-sha256': bodyHash,
    'x-amz-date': stamp,
  }
  const names = Object.keys(all).sort()
  const query = [...url.searchParams].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort()
  const request = [
    method,
    url.pathname
      .split('/')
      .map((part) => encoded(decodeURIComponent(part)))
      .join('/'),
    query.join('&'),
    ...names.map((name) => `${name}:${all[name]?.trim()}`),
    '',
    names.join(';'),
    bodyHash,
  ].join('\n')
  const scope = `${day}/${signer.region}/${SERVICE}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256Hex(request)].join('\n')
  const key = [signer.region, SERVICE, 'aws4_request'].reduce(hmac, hmac(`AWS4${signer.secret}`, day))
  const signature = hmac(key, toSign).toString('hex')
  const { host, ...sent } = all
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${signer.key}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`,
  }
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
