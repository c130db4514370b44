import { StepForm } from '@/components/shell/step-form'
import { LedgerTable } from '@/components/ui/ledger-table'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { assignOfficerAction } from '@/lib/resumption/actions'
import type { EnterpriseView } from '@/lib/resumption/queries/enterprise'

/** 首席服务官 · Who serves the enterprise and who did before, and the form that names the next. */
export async function EnterpriseOfficers({ enterprise }: Readonly<{ enterprise: EnterpriseView }>) {
  const [t, locale] = await Promise.all([getTranslations('resumption'), getLocale()])
  const { id, officers, officer, choices, mayKeep, activeFrom, fresh, today } = enterprise
  const day = (text: string) => nearDay(text, today, locale)
  const last = officers[0]
  return (
    <section className="sheet px-4 pb-3">
      <SectionHead title={t('page.officer')} note={officer ? undefined : t('list.noOfficer')} />
      {officers.length > 0 && (
        <LedgerTable
          caption={t('page.officers')}
          columns={[{ head: t('page.officer') }, { head: t('page.from') }, { head: t('page.to') }]}
          rows={officers.map((each) => ({
            key: each.id,
            mark: each.to ? 'past' : undefined,
            cells: [
              <span key="name">
                {each.name}
                <span className="s2">{each.unit}</span>
              </span>,
              day(each.from),
              each.to ? day(each.to) : t('page.now'),
            ],
          }))}
        />
      )}
      {mayKeep && (
        <Reveal summary={t('page.assign')}>
          <p className="pb-2 text-13 text-ink-2">{t('page.assignHint')}</p>
          <StepForm
            action={assignOfficerAction}
            prefix="assign-"
            hidden={{ commandId: crypto.randomUUID(), id: fresh.officer, enterpriseId: id }}
            fields={[
              {
                name: 'userId',
                label: t('page.officer'),
                type: 'select',
                empty: t('page.nobody'),
                options: choices.map(({ id: value, name, unit, title }) => ({
                  value,
                  label: [name, unit, title].filter(Boolean).join('  '),
                })),
              },
              {
                name: 'on',
                label: t('page.on'),
                type: 'day',
                value: today,
                least: last ? (last.to ?? last.from) : activeFrom,
                most: today,
              },
            ]}
            submit={t('page.assign')}
            busy={t('page.busy')}
            look="plain"
          />
        </Reveal>
      )}
    </section>
  )
}
