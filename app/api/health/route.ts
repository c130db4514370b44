import { isDatabaseReady } from '@/lib/platform/ready'

const answer = (status: 'ok' | 'notReady', code: number) =>
  Response.json({ status }, { status: code, headers: { 'cache-control': 'no-store' } })

/** Alive without asking the database; with `?ready=1` also whether the database answers. */
export async function GET(request: Request): Promise<Response> {
  if (new URL(request.url).searchParams.get('ready') !== '1') return answer('ok', 200)
  return (await isDatabaseReady()) ? answer('ok', 200) : answer('notReady', 503)
}
