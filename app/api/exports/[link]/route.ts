import { Readable } from 'node:stream'
import { fetchExport } from '@/lib/exports/commands/fetch'
import { attachmentHeader } from '@/lib/exports/rules/imprint'
import { currentActor } from '@/lib/platform/session'

type Props = { params: Promise<{ link: string }> }

const NO_STORE = { 'cache-control': 'no-store' }
const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
} as const

/** The file behind a link, once: to who asked for it, within ten minutes. Any other time leads back to where a link is to be had. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { link } = await params
  const actor = await currentActor()
  if (!actor) return new Response(null, { status: 404, headers: NO_STORE })
  const found = await fetchExport(actor, link)
  if (found.state === 'gone') {
    return found.exportId
      ? new Response(null, { status: 303, headers: { ...NO_STORE, location: `/exports/${found.exportId}?link=used` } })
      : new Response(null, { status: 404, headers: NO_STORE })
  }
  const ending = found.fileName.endsWith('.xlsx') ? 'xlsx' : 'csv'
  return new Response(Readable.toWeb(Readable.from(found.pieces)) as ReadableStream<Uint8Array>, {
    headers: {
      ...NO_STORE,
      'content-type': TYPES[ending],
      'content-length': String(found.bytes),
      'content-disposition': attachmentHeader(found.fileName, `${found.serial}.${ending}`),
      'x-content-type-options': 'nosniff',
    },
  })
}
