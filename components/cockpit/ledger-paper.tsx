import { value } from '@/components/cockpit/words'
import { Paper, PaperTable } from '@/components/dossier/paper'
import type { PrintedLedger } from '@/lib/cockpit/queries/ledger'
import { stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'

/** 挂牌督战工作台账 on A4 across, always in Chinese. */
export async function LedgerPaper({ ledger, isDemo }: Readonly<{ ledger: PrintedLedger; isDemo: boolean }>) {
  const locale = 'zh-CN'
  const [t, paper, s] = await Promise.all([
    getTranslations({ locale, namespace: 'cockpit.ledger' }),
    getTranslations({ locale, namespace: 'cockpit.bulletin' }),
    getTranslations({ locale, namespace: 'supervision' }),
  ])
  const { lines, places, printed, region } = ledger
  const at = stamp(printed.at)
  const sum = (key: 'sessions' | 'solved' | 'supported') => places.reduce((all, place) => all + place[key], 0)
  const head = (key: Parameters<typeof heads>[0], width?: string, look?: 'n' | 'c') => ({
    head: heads(key),
    width,
    look,
  })
  const heads = (
    key:
      | 'no'
      | 'place'
      | 'type'
      | 'work'
      | 'base'
      | 'target'
      | 'current'
      | 'problem'
      | 'responsible'
      | 'leader'
      | 'deadline'
      | 'last'
      | 'status',
  ) => t(`heads.${key}`)
  return (
    <Paper
      isWide
      title={t('heading', { region: region.name })}
      number={paper('until', { time: at })}
      meta={[paper('unit', { unit: printed.unit }), paper('until', { time: at })]}
      foot={paper('printedBy', { name: printed.by, at, serial: printed.serial })}
      printedOn={at.slice(0, 10)}
      signs={[paper('signs.maker'), paper('signs.checker'), paper('signs.chief')]}
      isDemo={isDemo}
    >
      <PaperTable
        columns={[
          head('no', '4%', 'c'),
          head('place', '10%'),
          head('type', '9%'),
          head('work', '16%'),
          head('base', '6%', 'n'),
          head('target', '6%', 'n'),
          head('current', '9%'),
          head('problem', '10%'),
          head('responsible', '9%'),
          head('leader', '6%'),
          head('deadline', '7%', 'c'),
          head('last', '7%', 'c'),
          head('status'),
        ]}
        rows={lines.map(({ place, work, liaison }, index) => [
          String(index + 1),
          place.name,
          s(`types.${place.type}`),
          work ? paper('workOf', { name: work.nameZh, unit: work.unit }) : '',
          work ? value(work.base) : '',
          work ? value(work.target) : '',
          work ? `${value(work.current)} ${s(`standings.${work.standing}`)}` : '',
          t('problem', { open: place.open, overdue: place.overdue }),
          liaison,
          place.leader,
          place.deadlineOn ?? '',
          place.lastOn ?? '',
          s(`statuses.${place.status}`),
        ])}
      />
      <p className="body">
        {t('total', {
          places: places.length,
          works: lines.filter(({ work }) => work !== null).length,
          sessions: sum('sessions'),
          solved: sum('solved'),
          supported: sum('supported'),
        })}
      </p>
    </Paper>
  )
}
