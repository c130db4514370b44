import { CommandForm } from '@/components/transfer/command-form'
import { Banner } from '@/components/ui/banner'
import { SectionHead } from '@/components/ui/section-head'
import { Tag } from '@/components/ui/tag'
import { moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { undoLedgerAction } from '@/lib/transfer/actions'
import { UNDONE_WITHIN_MS } from '@/lib/transfer/limits'

type Props = {
  batchId: string
  finishedAt: Date | null
  blockers: readonly {
    table: string
    household: { id: string; householdNo: string; headName: string } | null
  }[]
}

/** Offers to take an import back, and names the households that stood in the way of the last attempt. */
export async function UndoPart({ batchId, finishedAt, blockers }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('transfer.undo'), getLocale()])
  const named = blockers.flatMap(({ table, household }) => (household ? [{ table, household }] : []))
  const unnamed = blockers.find(({ household }) => household === null)
  const until = finishedAt && moment(new Date(finishedAt.getTime() + UNDONE_WITHIN_MS), locale)
  return (
    <section className="sheet grid gap-3 px-4 py-4" id="undo">
      <SectionHead title={t('title')} ruled />
      {unnamed && <Banner state="behind" title={t(unnamed.table === 'closed' ? 'closed' : 'dependent')} live />}
      {named.length > 0 && (
        <>
          <Banner state="behind" title={t('blocked')} live>
            {t('blockedWhy')}
          </Banner>
          <ul className="grid gap-1">
            {named.map(({ table, household }) => (
              <li key={`${table}/${household.id}`} className="flex flex-wrap items-baseline gap-2">
                <a href={`/households/${household.id}`} className="tap underline">
                  {household.headName} {household.householdNo}
                </a>
                {t.has(`tables.${table}` as never) && <Tag>{t(`tables.${table}` as never)}</Tag>}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="text-13 text-ink-2">
        {t('why')} {until && t('until', { until })}
      </p>
      <CommandForm
        action={undoLedgerAction}
        fields={{ commandId: crypto.randomUUID(), batchId }}
        do={t('do')}
        busy={t('busy')}
        look="plain"
      />
    </section>
  )
}
