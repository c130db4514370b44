import { Readable } from 'node:stream'
import { STATUS_OF } from '@/app/api/outbox/status'
import { type Fetched, fetchExport } from '@/lib/exports/commands/fetch'
import { attachmentHeader } from '@/lib/exports/rules/imprint'
import { FetchExportInput } from '@/lib/exports/schema'
import { answerOf } from '@/lib/platform/answer'
import type { Refusal } from '@/lib/platform/command'
import { fieldErrors, textOf } from '@/lib/platform/input'
import { isSameOrigin } from '@/lib/platform/origin'
import { currentActor } from '@/lib/platform/session'

type Props = { params: Promise<{ link: string }> }

const NO_STORE = { 'cache-control': 'no-store' }
const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
} as const

const LARGEST_FORM = 4 * 1024

/** The file behind a link, once: to who asked for it, within ten minutes. Any other time leads back to where a link is to be had. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return new Response(null, { status: 404, headers: NO_STORE })
  const found = await fetchExport(actor, (await params).link)
  return found.state === 'refused' ? back(found.exportId, 'password') : answer(found)
}

/**
 * The same with the password that the workbook is to open with, as the field `password` of a form. What is wrong with it is said beside the
 * field and leaves the link good. The password goes into the file and nowhere else.
 */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const refuse = async (refusal: Refusal) =>
    Response.json(await answerOf(refusal), { status: STATUS_OF[refusal.kind], headers: NO_STORE })
  if (!(await isSameOrigin())) return refuse({ ok: false, kind: 'foreignOrigin' })
  const actor = await currentActor()
  if (!actor) return refuse({ ok: false, kind: 'signedOut' })
  const size = Number(request.headers.get('content-length') ?? Number.NaN)
  const form = size <= LARGEST_FORM ? await request.formData().catch(() => null) : null
  const parsed = FetchExportInput.safeParse({ password: form ? textOf(form, 'password') : null }, { reportInput: true })
  if (!parsed.success) return refuse({ ok: false, kind: 'input', errors: fieldErrors(parsed.error) })
  const found = await fetchExport(actor, (await params).link, parsed.data.password)
  if (found.state !== 'refused') return answer(found)
  if (request.headers.get('accept')?.includes('text/html')) return back(found.exportId, 'password')
  return refuse({ ok: false, kind: 'rule', code: found.code, params: {}, field: 'password' })
}

const back = (exportId: string, why: 'used' | 'password') =>
  new Response(null, { status: 303, headers: { ...NO_STORE, location: `/exports/${exportId}?link=${why}` } })

function answer(found: Exclude<Fetched, { state: 'refused' }>): Response {
  if (found.state === 'gone') {
    return found.exportId ? back(found.exportId, 'used') : new Response(null, { status: 404, headers: NO_STORE })
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
