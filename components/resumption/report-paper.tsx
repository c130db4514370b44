import { Paper, PaperTable } from '@/components/dossier/paper'
import { cellsOf, kindsOf, type ReportKind } from '@/components/resumption/report-words'
import { longDay, stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { PrintedReport } from '@/lib/resumption/queries/report'

/** 复工复产日报 on A4, always in Chinese: a region on a day, and the regions below it. */
export async function ReportPaper({ report, isDemo }: Readonly<{ report: PrintedReport; isDemo: boolean }>) {
  const locale = 'zh-CN'
  const t = await getTranslations({ locale, namespace: 'resumption' })
  const { all, children, place, printed, visits } = report
  const at = stamp(printed.at)
  const day = longDay(report.day, locale)
  const word = (kind: ReportKind) => (kind === 'both' ? t('daily.both') : t(`types.${kind}`))
  const heads = [
    { head: t('daily.firms'), look: 'n' as const },
    { head: t('daily.resumed'), look: 'n' as const },
    { head: t('daily.rate'), look: 'n' as const },
    { head: t('daily.staff'), look: 'n' as const },
    { head: t('daily.returned'), look: 'n' as const },
    { head: t('daily.staffRate'), look: 'n' as const },
    { head: t('daily.poor'), look: 'n' as const },
  ]
  const kinds = kindsOf(all)
  const parts = kinds.filter((kind) => kind !== 'both')
  return (
    <Paper
      title={t('daily.heading', { region: place.name })}
      number={day}
      meta={[t('daily.unit', { unit: printed.unit }), t('daily.until', { day })]}
      foot={t('daily.printedBy', { name: printed.by, at, serial: printed.serial })}
      printedOn={at.slice(0, 10)}
      signs={[t('daily.signs.maker'), t('daily.signs.checker'), t('daily.signs.chief')]}
      isDemo={isDemo}
      isWide
    >
      {kinds.length === 0 && <p className="body">{t('daily.empty')}</p>}
      {kinds.length > 0 && (
        <PaperTable
          columns={[{ head: t('daily.kind'), width: '24%' }, ...heads]}
          rows={kinds.map((kind) => [word(kind), ...cellsOf(all[kind])])}
        />
      )}
      {kinds.includes('both') && (
        <p className="body">{all.both.twice > 0 ? t('daily.twice', { n: all.both.twice }) : t('daily.twiceNone')}</p>
      )}
      <p className="body">
        {t('daily.basis', {
          figured: parts.reduce((sum, kind) => sum + all[kind].figured, 0),
          reported: parts.reduce((sum, kind) => sum + all[kind].reported, 0),
        })}
      </p>
      <p className="body">{t('daily.visitsText', visits)}</p>
      {children.length > 0 && (
        <>
          <h2>{t('daily.children')}</h2>
          <PaperTable
            columns={[{ head: t('daily.place'), width: '16%' }, { head: t('daily.kind'), width: '20%' }, ...heads]}
            rows={children.flatMap((child) =>
              kindsOf(child).map((kind) => [
                child.isOwn ? t('daily.own', { name: child.name }) : child.name,
                word(kind),
                ...cellsOf(child[kind]),
              ]),
            )}
          />
        </>
      )}
    </Paper>
  )
}
