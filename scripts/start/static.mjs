import { existsSync, readdirSync, readFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'

// Loaded before Next, which knows gzip only: answers for the build's own files that have a brotli copy, when the browser takes one.
const PREFIX = '/_next/static/'
const TYPES = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
}

const folder = path.resolve('.next', 'static')
const copies = new Map()
if (existsSync(folder)) {
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const [, name, type] = /^(.*\.(js|css|svg|json))\.br$/.exec(file) ?? []
    if (name)
      copies.set(PREFIX + name.split(path.sep).join('/'), {
        type: TYPES[type],
        body: readFileSync(path.join(folder, file)),
      })
  }
}

function answered(request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  if (!request.url?.startsWith(PREFIX) || !/\bbr\b/.test(request.headers['accept-encoding'] ?? '')) return false
  const copy = copies.get(request.url.split('?')[0])
  if (!copy) return false
  response.writeHead(200, {
    'content-type': copy.type,
    'content-encoding': 'br',
    'content-length': copy.body.length,
    'cache-control': 'public, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'same-origin',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
  })
  response.end(request.method === 'HEAD' ? undefined : copy.body)
  return true
}

const create = http.createServer
http.createServer = (...given) => {
  const listener = given.at(-1)
  if (typeof listener !== 'function') return create(...given)
  return create(...given.slice(0, -1), (request, response) => {
    if (!answered(request, response)) listener(request, response)
  })
}
