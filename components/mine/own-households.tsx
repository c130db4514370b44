import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { taskSpeaker } from '@/components/worklist/speak'
import { getTranslations } from '@/lib/i18n/server'
import type { OwnHouseholds as Own } from '@/lib/worklist/schema'

type Props = { own: Own; today: string; region: string; mayVisit: boolean }

/** 接下来先去谁家 · The households a person answers for, who needs him first on top. */
export async function OwnHouseholds({ own, today, region, mayVisit }: Readonly<Props>) {
  const [t, h, { due, day }] = await Promise.all([
    getTranslations('mine.households'),
    getTranslations('households'),
    taskSpeaker(today),
  ])
  const kind = ({ monitoredType, povertyStatus }: Own['rows'][number]) =>
    monitoredType ? h(`monitoredTypes.${monitoredType}` as never) : h(`statuses.${povertyStatus}` as never)
  return (
    <section className="sheet px-4 pb-3">
      <SectionHead
        ruled
        title={t('title')}
        note={t('note', { n: own.total, due: own.due })}
        end={
          <LinkButton href={`/households?region=${region}`} size="small" look="quiet">
            {t('all')}
          </LinkButton>
        }
      />
      {own.rows.length === 0 ? (
        <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
      ) : (
        <TupleTable
          caption={t('title')}
          columns={[
            { head: t('heads.household'), at: 1, sub: 2, href: '/households/{0}', strong: true },
            { head: t('heads.kind'), at: 3, sub: 4 },
            { head: t('heads.seen'), at: 5 },
            { head: t('heads.due'), at: 6, sub: 7, kind: 'state', state: 8 },
            ...(mayVisit ? [{ head: t('heads.next'), at: 9, href: '/visits/new?household={0}' }] : []),
          ]}
          rows={own.rows.map((row) => {
            const at = row.dueOn ? due(row.dueOn) : null
            return [
              row.id,
              row.headName,
              `${row.village}${row.groupName}`,
              kind(row),
              row.isPaired ? t('paired') : '',
              row.lastVisitedOn ? day(row.lastVisitedOn) : t('never'),
              at ? at.text : t('seen'),
              row.dueOn && at?.text !== day(row.dueOn) ? day(row.dueOn) : '',
              at ? at.state : 'held',
              t('visit'),
            ]
          })}
        />
      )}
      {own.total > own.rows.length && <p className="pt-2 text-12 text-ink-3">{t('shown', { n: own.rows.length })}</p>}
    </section>
  )
}
