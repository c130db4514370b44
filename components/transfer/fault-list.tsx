import { faultSpeaker } from '@/components/transfer/speak-fault'
import { LinkButton } from '@/components/ui/link-button'
import { Pager } from '@/components/ui/pager'
import { SectionHead } from '@/components/ui/section-head'
import { Tag } from '@/components/ui/tag'
import { TupleTable } from '@/components/ui/tuple-table'
import { count } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { FaultCode, FaultRow } from '@/lib/transfer/schema'

type Props = {
  batchId: string
  total: number
  faults: readonly FaultRow[]
  kinds: readonly { code: FaultCode; count: number }[]
  pageSize: number
}

const ANY = { n: 'n', row: 'n', from: 'n', to: 'n', said: 'n', found: 'n' }

/** Every bad cell of a ledger: where it is, what is wrong, how to mend it; a page at a time. */
export async function FaultList({ batchId, total, faults, kinds, pageSize }: Readonly<Props>) {
  const [t, common, speak] = await Promise.all([getTranslations('transfer'), getTranslations('common'), faultSpeaker()])
  const from = faults[0]?.no ?? 1
  const to = faults.at(-1)?.no ?? 0
  const href = (fault: number) => `/import/${batchId}?from=${fault}#faults`
  return (
    <section className="sheet px-4 py-4" id="faults">
      <SectionHead
        title={t('table.title')}
        note={t('table.shown', { from, to, n: total })}
        end={
          <LinkButton href={`/api/import-faults/${batchId}`} size="small" icon="download">
            {t('table.download')}
          </LinkButton>
        }
      />
      <ul className="flex flex-wrap gap-2 pb-3" aria-label={t('table.kinds')}>
        {kinds.map((kind) => (
          <li key={kind.code}>
            <Tag>
              {speak(kind.code, ANY).why} {count(kind.count)}
            </Tag>
          </li>
        ))}
      </ul>
      <TupleTable
        caption={t('table.caption')}
        columns={[
          { head: t('table.where'), at: 1, sub: 2 },
          { head: t('table.value'), at: 3 },
          { head: t('table.why'), at: 4 },
          { head: t('table.mend'), at: 5 },
        ]}
        rows={faults.map((fault) => {
          const { why, mend } = speak(fault.code, fault.params)
          const place = t('table.place', { sheet: fault.sheet, row: String(fault.row) })
          return [
            fault.no,
            place,
            fault.column,
            fault.value || (fault.code === 'required' ? t('table.empty') : ''),
            why,
            mend,
          ]
        })}
      />
      <Pager
        label={common('paging')}
        newer={from > 1 ? { href: href(Math.max(1, from - pageSize)), label: common('newer') } : undefined}
        older={faults.length === pageSize && to < total ? { href: href(to + 1), label: common('older') } : undefined}
      />
    </section>
  )
}
