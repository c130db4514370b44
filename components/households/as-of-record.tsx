import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Facts } from '@/components/ui/facts'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SectionHead } from '@/components/ui/section-head'
import type { RecordOfDay } from '@/lib/households/queries/as-of'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

/** A household on a past day: who belonged, who was the head, in which village and standing. */
export async function AsOfRecord({ found, here }: Readonly<{ found: RecordOfDay; here: string }>) {
  const [t, named, locale] = await Promise.all([
    getTranslations('events.asOf'),
    getTranslations('households'),
    getLocale(),
  ])
  const { record, on } = found
  const relation = (code: string) =>
    named.has(`relations.${code}` as never) ? named(`relations.${code}` as never) : code
  return (
    <>
      <PageHead
        title={named('householdOf', { name: record?.head ?? found.name })}
        back={here}
        sub={longDay(on, locale)}
      />
      <div className="grid gap-4">
        <Banner
          state="plain"
          title={t('banner', { day: longDay(on, locale) })}
          action={{ href: here, label: t('back') }}
        >
          {!record
            ? t('begins', { day: longDay(found.first, locale) })
            : record.leftOn
              ? t('ended', { day: longDay(record.leftOn, locale) })
              : ''}
        </Banner>
        {record && (
          <section className="sheet wenwu px-4 pb-4">
            <SectionHead title={named('page.members')} />
            <LedgerTable
              caption={named('page.members')}
              stack
              columns={[
                { head: named('page.columns.name') },
                { head: named('page.columns.relation') },
                { head: named('page.columns.sex') },
                { head: named('page.columns.age'), align: 'r' },
                { head: t('since') },
              ]}
              rows={record.people.map((each) => ({
                key: each.id,
                cells: [
                  <b key="name">{each.name}</b>,
                  relation(each.relation),
                  each.sex === 'M' ? named('page.male') : named('page.female'),
                  each.age,
                  longDay(each.since, locale),
                ],
              }))}
            />
            <div className="pt-3">
              <Facts
                items={[
                  { key: 'village', name: t('village'), value: record.village },
                  { key: 'type', name: named('list.type'), value: named(`types.${record.type}`) },
                  { key: 'status', name: named('list.status'), value: named(`statuses.${record.status}`) },
                  { key: 'size', name: named('page.size'), value: record.members },
                ]}
              />
            </div>
          </section>
        )}
      </div>
    </>
  )
}
