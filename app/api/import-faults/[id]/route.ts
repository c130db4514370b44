import { faultSpeaker } from '@/components/transfer/speak-fault'
import { csvLine } from '@/lib/exports/rules/cells'
import { getTranslations } from '@/lib/i18n/server'
import { withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'
import { currentActor } from '@/lib/platform/session'
import { KEPT_FAULTS } from '@/lib/transfer/limits'
import { getBatch, listFaults } from '@/lib/transfer/queries/batches'

type Props = { params: Promise<{ id: string }> }

const gone = () => new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } })

/** The faults of a batch as CSV (UTF-8 with mark, for spreadsheets); values are masked and no cell is a formula. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { id } = await params
  const actor = await currentActor()
  if (!actor || !may(actor.role, 'ledger:import') || !isUuid(id)) return gone()
  try {
    const faults = await withScope(actor, async (ctx) => {
      await getBatch(ctx, id, 1)
      return listFaults(ctx, id, 1, KEPT_FAULTS)
    })
    const [t, speak] = await Promise.all([getTranslations('transfer.table'), faultSpeaker()])
    const heads = [t('where'), t('column'), t('value'), t('why'), t('mend')]
    const rows = faults.map((fault) => {
      const { why, mend } = speak(fault.code, fault.params)
      return [t('place', { sheet: fault.sheet, row: String(fault.row) }), fault.column, fault.value, why, mend]
    })
    return new Response(`\ufeff${[heads, ...rows].map(csvLine).join('')}`, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="faults-${id.slice(0, 8)}.csv"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    if (error instanceof NotFoundError) return gone()
    throw error
  }
}
