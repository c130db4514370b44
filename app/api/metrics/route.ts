import { timingSafeEqual } from 'node:crypto'
import { setting } from '@/lib/platform/env'
import { metrics } from '@/lib/platform/metrics'
import { isFromHere } from '@/lib/platform/peer'
import { countConnections } from '@/lib/platform/ready'

function mayRead(request: Request): boolean {
  const token = setting('FANGXIAN_METRICS_TOKEN')
  const [expected, given] = [`Bearer ${token}`, request.headers.get('authorization') ?? ''].map((text) =>
    Buffer.from(text),
  )
  if (token && expected && given && expected.length === given.length && timingSafeEqual(expected, given)) return true
  return isFromHere(request.headers)
}

/** Prometheus figures, for this machine or with the bearer token only; others find nothing here. */
export async function GET(request: Request): Promise<Response> {
  if (!mayRead(request)) return new Response(null, { status: 404 })
  await countConnections()
  const { registry } = metrics()
  return new Response(await registry.metrics(), {
    headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
  })
}
