import { shapeOf } from '@/components/findings/state'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import type { HouseholdFindings as Lines } from '@/lib/findings/queries/household'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

type Props = { lines: Lines; householdId: string; today: string; mayAdd: boolean }

/** The lines of the ledger about a household, the open ones first. */
export async function HouseholdFindings({ lines, householdId, today, mayAdd }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('findings'), getLocale()])
  if (lines.length === 0 && !mayAdd) return null
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead
        title={t('title')}
        end={
          mayAdd && (
            <LinkButton href={`/findings/new?household=${householdId}`} icon="plus" size="small">
              {t('add')}
            </LinkButton>
          )
        }
      />
      {lines.length === 0 ? (
        <p className="text-13 text-ink-3">{t('page.noneHere')}</p>
      ) : (
        <TupleTable
          caption={t('title')}
          columns={[
            { head: t('list.finding'), at: 1, sub: 2, href: '/findings/{0}', strong: true },
            { head: t('list.status'), at: 3, kind: 'state', state: 4 },
            { head: t('list.due'), at: 5 },
          ]}
          rows={lines.map((each) => [
            each.id,
            each.title || t(`categories.${each.category}`),
            each.findingNo,
            t(`statuses.${each.status}`),
            shapeOf(each),
            each.dueOn ? nearDay(each.dueOn, today, locale) : '',
          ])}
        />
      )}
    </section>
  )
}
