import { Paper, PaperFacts, PaperTable } from '@/components/dossier/paper'
import { longDay, stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { Notice } from '@/lib/identification/queries/notice'

const INTROS = {
  IDENTIFICATION: 'intro',
  EXIT: 'exitIntro',
  MONITORING: 'monitoringIntro',
  RISK_REMOVAL: 'removalIntro',
} as const
const BLANK = '_'.repeat(16)

/** A public notice on A4, as it hangs in the village: always in Chinese. */
export async function NoticePaper({ notice, isDemo }: Readonly<{ notice: Notice; isDemo: boolean }>) {
  const t = await getTranslations({ locale: 'zh-CN', namespace: 'identification' })
  const { kind, isSecond, rows, printed } = notice
  const day = (text: string) => longDay(text, 'zh-CN')
  const at = stamp(printed.at)
  const place = `${notice.township}${notice.village}`
  const intro = isSecond ? 'secondIntro' : INTROS[kind]
  const title = t(`notice.titles.${kind}`)
  return (
    <Paper
      title={isSecond ? t('notice.second', { title }) : title}
      number={t('notice.number', { place, day: notice.postedOn })}
      meta={[place, t('notice.posted', { day: day(notice.postedOn) })]}
      foot={t('notice.printedBy', { name: printed.by, at, serial: printed.serial })}
      printedOn={at.slice(0, 10)}
      signs={[t('notice.signs.committee'), t('notice.signs.team'), t('notice.signs.poster')]}
      date={day(notice.postedOn)}
      isDemo={isDemo}
    >
      <div className="posted">
        <p className="body">{t(`notice.${intro}`, { n: rows.length })}</p>
        <PaperTable
          columns={[
            { head: t('notice.columns.no'), width: '10%', look: 'c' },
            { head: t('notice.columns.head'), width: '22%' },
            { head: t('notice.columns.people'), width: '16%', look: 'c' },
            { head: t('notice.columns.type'), width: '22%' },
            { head: t('notice.columns.reason') },
          ]}
          rows={rows.map(({ headName, members, type, reason, exitYear }, index) => [
            String(index + 1),
            headName,
            String(members),
            t(`notice.types.${type}`),
            reason
              ? t(`notice.reasons.${reason}`)
              : kind === 'RISK_REMOVAL'
                ? t('notice.removalReason')
                : t('notice.exitReason', { year: String(exitYear ?? '') }),
          ])}
        />
        <h2>{t('notice.period')}</h2>
        <PaperFacts
          items={[
            [t('notice.from'), day(notice.from)],
            [t('notice.until'), t('notice.untilDays', { day: day(notice.until), n: notice.days })],
            [t('notice.place'), notice.place],
            [t('notice.phone'), notice.phone || BLANK],
          ]}
        />
        <p className="body">{t('notice.object', { village: notice.village })}</p>
      </div>
    </Paper>
  )
}
