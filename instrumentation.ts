import type { Instrumentation } from 'next'

const isServing = () => process.env.NEXT_RUNTIME === 'nodejs' && process.env.NEXT_PHASE !== 'phase-production-build'

export async function register(): Promise<void> {
  if (!isServing()) return
  const { watchRequests } = await import('@/lib/platform/metrics')
  const { refuseUnlessSafe } = await import('@/lib/platform/self-check')
  const { log } = await import('@/lib/platform/log')
  watchRequests()
  await refuseUnlessSafe()
  log().info({ node: process.version }, 'serving')
}

export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { logFault } = await import('@/lib/platform/log')
  const id = request.headers['x-request-id']
  logFault(error, {
    route: context.routePath,
    kind: context.routeType,
    method: request.method,
    requestId: Array.isArray(id) ? id[0] : id,
  })
}
