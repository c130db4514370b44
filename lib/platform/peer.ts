import type { IncomingMessage } from 'node:http'

/** Request header that carries the address of the socket. It is set by us over whatever the client sent. */
export const PEER_HEADER = 'x-fangxian-peer'

type Read = { get(name: string): string | null }

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/
const bare = (address: string) => address.trim().replace(/^::ffff:/, '')

/** Writes the socket's address into the request before anybody reads its headers. */
export function stampPeer(request: IncomingMessage): void {
  request.headers[PEER_HEADER] = bare(request.socket.remoteAddress ?? '')
}

function forwarded(request: Read): string[] {
  return (request.get('x-forwarded-for') ?? '').split(',').map(bare).filter(Boolean)
}

/** Address of the browser: the socket's own, or the last one that a proxy wrote which runs here or is named in FANGXIAN_PROXIES. */
export function addressOf(request: Read): string {
  const peer = bare(request.get(PEER_HEADER) ?? '')
  const proxies = (process.env.FANGXIAN_PROXIES ?? '').split(',').map(bare)
  const isProxy = LOOPBACK.test(peer) || proxies.includes(peer)
  return (isProxy && forwarded(request).at(-1)) || peer || 'unknown'
}

/** Whether the request was made on this very machine, and not only handed on by a proxy on it. */
export function isFromHere(request: Read): boolean {
  return [request.get(PEER_HEADER) ?? '', ...forwarded(request)].every((address) => LOOPBACK.test(bare(address)))
}
