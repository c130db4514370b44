import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { stampPeer } from './peer'
import { perProcess } from './per-process'

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Figures of this process; only counts and durations, nothing of a person. */
export function metrics() {
  return perProcess('metrics', () => {
    const registry = new Registry()
    collectDefaultMetrics({ register: registry })
    const registers = [registry]
    return {
      registry,
      requests: new Histogram({
        name: 'fangxian_http_request_seconds',
        help: 'Answered requests by method, route and status',
        labelNames: ['method', 'route', 'status'],
        buckets: SECONDS,
        registers,
      }),
      commands: new Histogram({
        name: 'fangxian_command_seconds',
        help: 'Commands by name and outcome',
        labelNames: ['command', 'outcome'],
        buckets: SECONDS,
        registers,
      }),
      faults: new Counter({
        name: 'fangxian_faults_total',
        help: 'Unforeseen errors',
        labelNames: ['command'],
        registers,
      }),
      connections: new Gauge({
        name: 'fangxian_db_connections',
        help: 'Database connections of the application by state',
        labelNames: ['state'],
        registers,
      }),
    }
  })
}

/** Route of a path: ids and codes are struck out, and only the first three parts count. */
export function routeOf(url: string): string {
  const path = url.split('?', 1)[0] as string
  if (path.startsWith('/_next/')) return '/_next'
  const parts = path.split('/').filter(Boolean).slice(0, 3)
  return `/${parts.map((part) => (/^[a-z-]{1,24}$/.test(part) ? part : ':id')).join('/')}`
}

type Exchange = { request: IncomingMessage; response: ServerResponse }

/** Measures every request of this process by Node's own channels, and stamps the address of its socket. */
export function watchRequests(): void {
  perProcess('metrics-watch', () => {
    const started = new WeakMap<IncomingMessage, number>()
    subscribe('http.server.request.start', (message) => {
      const { request } = message as Exchange
      stampPeer(request)
      started.set(request, performance.now())
    })
    subscribe('http.server.response.finish', (message) => {
      const { request, response } = message as Exchange
      const from = started.get(request)
      if (from === undefined) return
      const route = response.statusCode === 404 ? 'none' : routeOf(request.url ?? '/')
      metrics()
        .requests.labels(request.method ?? '', route, String(response.statusCode))
        .observe((performance.now() - from) / 1000)
    })
  })
}

/** A command was answered. */
export function countCommand(command: string, outcome: string, fromMs: number): void {
  metrics()
    .commands.labels(command, outcome)
    .observe((performance.now() - fromMs) / 1000)
}
