import { Paper, PaperTable } from '@/components/dossier/paper'
import type { PrintedLedger } from '@/lib/findings/queries/ledger'
import type { FindingTab } from '@/lib/findings/schema'
import { stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'

type Props = { ledger: PrintedLedger; tab: FindingTab; isDemo: boolean }

/** 问题整改台账 on A4 across, always in Chinese. */
export async function LedgerPaper({ ledger, tab, isDemo }: Readonly<Props>) {
  const t = await getTranslations({ locale: 'zh-CN', namespace: 'findings' })
  const { lines, printed, place, isCut } = ledger
  const at = stamp(printed.at)
  return (
    <Paper
      isWide
      title={t('ledger.heading', { region: place.name })}
      number={t('ledger.until', { time: at })}
      meta={[
        t('ledger.unit', { unit: printed.unit }),
        t('ledger.until', { time: at }),
        t('ledger.tab', { tab: t(`tabs.${tab}`), n: lines.length }),
      ]}
      foot={t('paper.printedBy', { name: printed.by, at, serial: printed.serial })}
      printedOn={at.slice(0, 10)}
      signs={[t('ledger.signs.maker'), t('ledger.signs.checker'), t('ledger.signs.chief')]}
      isDemo={isDemo}
    >
      <PaperTable
        columns={[
          { head: t('ledger.heads.no'), width: '9%' },
          { head: t('ledger.heads.source'), width: '8%' },
          { head: t('ledger.heads.problem'), width: '16%' },
          { head: t('ledger.heads.kind'), width: '8%' },
          { head: t('ledger.heads.place'), width: '10%' },
          { head: t('ledger.heads.measures'), width: '14%' },
          { head: t('ledger.heads.unit'), width: '8%' },
          { head: t('ledger.heads.owner'), width: '7%' },
          { head: t('ledger.heads.due'), width: '7%', look: 'c' },
          { head: t('ledger.heads.similar') },
          { head: t('ledger.heads.status') },
          { head: t('ledger.heads.closed'), width: '7%', look: 'c' },
        ]}
        rows={lines.map((line) => [
          line.no,
          [t(`sources.${line.source}`), line.year].join(' '),
          line.title || t(`categories.${line.category}`),
          [t(`reaches.${line.reach}`), t(`levels.${line.level}`)].join(' '),
          [line.place, line.household].filter(Boolean).join(' '),
          line.measures,
          line.unit,
          [line.leader, line.person].filter(Boolean).join(' '),
          line.dueOn ?? '',
          line.similar ? t('paper.similarText', line.similar) : '',
          [
            line.isLongTerm ? t('tabs.longTerm') : t(`statuses.${line.status}`),
            line.isOverdue ? t('tabs.overdue') : '',
            line.reopened > 0 ? t('list.reopened', { n: line.reopened }) : '',
          ]
            .filter(Boolean)
            .join(' '),
          line.closedOn ?? '',
        ])}
      />
      {isCut && <p className="body">{t('ledger.cut', { n: lines.length })}</p>}
    </Paper>
  )
}
