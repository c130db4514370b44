import { Banner } from '@/components/ui/banner'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SectionHead } from '@/components/ui/section-head'
import { yuan } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { Staircase } from '@/lib/relief/rules/staircase'

const money = (fen: number) => (fen === 0 ? '' : yuan(fen))

type Props = {
  staircase: Staircase /** Without a frame of its own: the name of the event, which tells several apart. */
  plain?: string
}

/** The cost of an event step by step: what each line paid and what is left to pay after it. */
export async function StaircaseTable({ staircase, plain }: Readonly<Props>) {
  const t = await getTranslations('relief')
  const rows = staircase.stairs.map(({ line, kind, paidFen, dueFen, leftFen }) => ({
    key: kind ?? String(line),
    cells: [
      kind ? `${t('lines.L1')}: ${t(`kinds.${kind}`)}` : t(`lines.L${line}`),
      money(paidFen),
      money(dueFen),
      yuan(leftFen),
    ],
    mark: paidFen === 0 && dueFen === 0 ? ('past' as const) : undefined,
  }))
  const table = (
    <LedgerTable
      caption={plain ? `${t('event.staircase')} ${plain}` : t('event.staircase')}
      columns={[
        { head: t('event.line') },
        { head: t('event.paid'), align: 'r' },
        { head: t('event.due'), align: 'r' },
        { head: t('event.left'), align: 'r' },
      ]}
      rows={[{ key: 'total', cells: [t('event.total'), '', '', yuan(staircase.totalFen)] }, ...rows]}
      sum={[t('event.leftNow'), '', '', yuan(staircase.leftFen)]}
    />
  )
  if (plain) return table
  return (
    <section className="sheet wenwu min-w-0 px-4 pb-4">
      <SectionHead title={t('event.staircase')} note={t('event.staircaseNote')} />
      {staircase.overFen > 0 && (
        <div className="pb-3">
          <Banner state="crossed" title={t('event.over', { yuan: yuan(staircase.overFen) })} />
        </div>
      )}
      {table}
    </section>
  )
}
