import type { Instrumentation } from 'next'

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs' && process.env.NEXT_PHASE !== 'phase-production-build') {
    const { startUp } = await import('@/lib/platform/start-up')
    await startUp()
  }
}

export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { logFault } = await import('@/lib/platform/log')
    const id = request.headers['x-request-id']
    logFault(error, {
      route: context.routePath,
      kind: context.routeType,
      method: request.method,
      requestId: Array.isArray(id) ? id[0] : id,
    })
  }
}
