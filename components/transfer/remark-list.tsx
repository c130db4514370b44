import { issueSpeaker } from '@/components/quality/speak'
import { LinkButton } from '@/components/ui/link-button'
import { Pager } from '@/components/ui/pager'
import { SectionHead } from '@/components/ui/section-head'
import { Tag } from '@/components/ui/tag'
import { TupleTable } from '@/components/ui/tuple-table'
import { count } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { getBatch } from '@/lib/transfer/queries/batches'

type Props = {
  batchId: string
  remarks: Awaited<ReturnType<typeof getBatch>>['remarks']
  pageSize: number
}

/** Cells of a ledger that do not fit by rules of the register and keep nothing out; a page at a time. */
export async function RemarkList({ batchId, remarks, pageSize }: Readonly<Props>) {
  const [t, common, { name, says }] = await Promise.all([
    getTranslations('transfer'),
    getTranslations('common'),
    issueSpeaker(),
  ])
  const { shown, kinds } = remarks
  const total = kinds.reduce((sum, kind) => sum + kind.count, 0)
  const from = shown[0]?.no ?? 1
  const to = shown.at(-1)?.no ?? 0
  const href = (remark: number) => `/import/${batchId}?remark=${remark}#remarks`
  return (
    <section className="sheet px-4 py-4" id="remarks">
      <SectionHead
        title={t('remarks.title', { n: total })}
        note={t('table.shown', { from, to, n: total })}
        end={
          <LinkButton href="/quality" size="small" icon="ledger">
            {t('remarks.toQuality')}
          </LinkButton>
        }
      />
      <p className="pb-3 text-13 text-ink-2">{t('remarks.why')}</p>
      <ul className="flex flex-wrap gap-2 pb-3" aria-label={t('remarks.kinds')}>
        {kinds.map((kind) => (
          <li key={kind.ruleId}>
            <Tag>
              {name(kind.ruleId)} {count(kind.count)}
            </Tag>
          </li>
        ))}
      </ul>
      <TupleTable
        caption={t('remarks.caption')}
        columns={[
          { head: t('table.where'), at: 1, sub: 2 },
          { head: t('table.value'), at: 3 },
          { head: t('remarks.rule'), at: 4 },
          { head: t('remarks.says'), at: 5 },
        ]}
        rows={shown.map((remark) => [
          remark.no,
          t('table.place', { sheet: remark.sheet, row: String(remark.row) }),
          remark.column,
          remark.value,
          name(remark.ruleId),
          says(remark),
        ])}
      />
      <Pager
        label={common('paging')}
        newer={from > 1 ? { href: href(Math.max(1, from - pageSize)), label: common('newer') } : undefined}
        older={to < total ? { href: href(to + 1), label: common('older') } : undefined}
      />
    </section>
  )
}
