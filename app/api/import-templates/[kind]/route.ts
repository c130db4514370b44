import { attachmentHeader } from '@/lib/exports/rules/imprint'
import { LEDGER_KINDS } from '@/lib/households/catalogue/ledgers/column'
import zh from '@/lib/i18n/zh-CN/transfer'
import { may } from '@/lib/platform/permissions'
import { currentActor } from '@/lib/platform/session'
import { writeTemplate } from '@/lib/transfer/files/template'

type Props = { params: Promise<{ kind: string }> }

/** An empty ledger of a kind, for whoever may import one. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const asked = (await params).kind
  const kind = LEDGER_KINDS.find((each) => each === asked)
  const actor = await currentActor()
  if (!kind || !actor || !may(actor.role, 'ledger:import')) {
    return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })
  }
  return new Response(new Uint8Array(await writeTemplate(kind)), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': attachmentHeader(`${zh.templates.sheets[kind]}.xlsx`, `${kind.toLowerCase()}.xlsx`),
      'cache-control': 'private, no-store',
    },
  })
}
