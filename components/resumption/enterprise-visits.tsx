import { StepForm } from '@/components/shell/step-form'
import { LedgerTable } from '@/components/ui/ledger-table'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { visitEnterpriseAction, withdrawVisitAction } from '@/lib/resumption/actions'
import type { EnterpriseView } from '@/lib/resumption/queries/enterprise'
import { LEADER_KINDS } from '@/lib/resumption/schema'

/** 包联走访 · Visits of leaders with what was raised and solved; withdrawn ones stay and do not count. */
export async function EnterpriseVisits({ enterprise }: Readonly<{ enterprise: EnterpriseView }>) {
  const [t, locale] = await Promise.all([getTranslations('resumption'), getLocale()])
  const { id, visits, mayServe, activeFrom, fresh, today } = enterprise
  const counted = visits.filter(({ withdrawnOn }) => withdrawnOn === null)
  return (
    <section className="sheet px-4 pb-3">
      <SectionHead
        title={t('page.visits')}
        note={t('page.visitsNote', {
          visits: counted.length,
          solved: counted.reduce((sum, { solved }) => sum + solved, 0),
        })}
      />
      {visits.length === 0 ? (
        <p className="pb-2 text-ink-2">{t('page.noVisits')}</p>
      ) : (
        <LedgerTable
          stack
          caption={t('page.visits')}
          columns={[
            { head: t('page.day') },
            { head: t('page.leader') },
            { head: t('page.problems'), align: 'r' },
            { head: t('page.note') },
          ]}
          rows={visits.map((each) => ({
            key: each.id,
            mark: each.withdrawnOn ? 'past' : undefined,
            cells: [
              nearDay(each.on, today, locale),
              <span key="leader">
                {each.leaderName}
                <span className="s2">{t(`leaders.${each.leaderKind}`)}</span>
              </span>,
              `${each.raised} / ${each.solved}`,
              <span key="note">
                {each.withdrawnOn ? t('page.withdrawn', { reason: each.withdrawnReason }) : each.note}
                {mayServe && !each.withdrawnOn && (
                  <Reveal summary={t('page.withdraw')}>
                    <StepForm
                      action={withdrawVisitAction}
                      prefix={`withdraw-${each.id}-`}
                      hidden={{ commandId: crypto.randomUUID(), visitId: each.id }}
                      fields={[{ name: 'reason', label: t('form.reason'), type: 'text', max: 300, needed: true }]}
                      submit={t('page.withdraw')}
                      busy={t('page.busy')}
                      look="plain"
                    />
                  </Reveal>
                )}
              </span>,
            ],
          }))}
        />
      )}
      {mayServe && (
        <Reveal summary={t('page.visit')}>
          <StepForm
            action={visitEnterpriseAction}
            prefix="visit-"
            hidden={{ commandId: crypto.randomUUID(), id: fresh.visit, enterpriseId: id }}
            fields={[
              { name: 'on', label: t('page.on'), type: 'day', value: today, least: activeFrom, most: today },
              {
                name: 'leaderKind',
                label: t('page.leaderKind'),
                type: 'select',
                options: LEADER_KINDS.map((value) => ({ value, label: t(`leaders.${value}`) })),
              },
              { name: 'leaderName', label: t('page.leader'), type: 'text', max: 60, needed: true },
              { name: 'raised', label: t('page.raised'), type: 'count', max: 4, needed: true },
              { name: 'solved', label: t('page.solved'), type: 'count', max: 4, needed: true },
              { name: 'note', label: t('page.note'), type: 'long', max: 300 },
            ]}
            submit={t('page.visit')}
            busy={t('page.busy')}
          />
        </Reveal>
      )}
    </section>
  )
}
