import { Dot } from '@/components/ui/dot'
import { Tag } from '@/components/ui/tag'
import { standingOf } from '@/components/visits/standing'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { GUARANTEE_ITEMS } from '@/lib/monitoring/rules/choices'
import { ageOn } from '@/lib/platform/days'
import type { VisitForm } from '@/lib/visits/queries/visit-form'

/** Who is visited, and what was seen last time. */
export async function VisitHead({ visit, today }: Readonly<{ visit: VisitForm; today: string }>) {
  const [t, s, g, locale] = await Promise.all([
    getTranslations('visits.head'),
    getTranslations('households'),
    getTranslations('visits.form.guarantees'),
    getLocale(),
  ])
  const { last, head } = visit
  const failed = last ? GUARANTEE_ITEMS.filter((item) => last.checks[item]?.result === 'FAIL') : []
  return (
    <section className="pb-3">
      <h2 className="text-24">
        {visit.headName}
        <small className="ml-2.5 text-14 font-normal text-ink-2">
          {head && (
            <>
              {t(head.sex === 'M' ? 'male' : 'female')}
              <Dot />
              {t('age', { n: ageOn(head.birthDate, today) })}
              <Dot />
            </>
          )}
          {t('members', { n: visit.memberCount })}
          <Dot />
          {s(standingOf(visit))}
        </small>
      </h2>
      <p className="text-14 text-ink-3">
        {visit.villageName}
        {visit.groupName}
        <Dot />
        {t('number', { no: visit.householdNo })}
      </p>
      <p className="mt-2 flex items-start gap-2 text-14 text-ink-2">
        <Tag>{t('last')}</Tag>
        <span>
          {last ? (
            <>
              {t('lastBy', { day: nearDay(last.day, today, locale), name: last.visitor })}
              {failed.length === 0
                ? t('allMet')
                : t('notMet', { items: failed.map((item) => g(item)).join(g('join')) })}
              {last.note || last.demands}
            </>
          ) : (
            t('lastNone')
          )}
        </span>
      </p>
    </section>
  )
}
