import { shapeOf } from '@/components/findings/state'
import type { StepField } from '@/components/shell/step-field'
import { StepForm } from '@/components/shell/step-form'
import { Chip } from '@/components/ui/chip'
import { LedgerTable } from '@/components/ui/ledger-table'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { LEVELS } from '@/lib/findings/schema'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { planDifficultyAction, raiseDifficultyAction } from '@/lib/resumption/actions'
import type { EnterpriseView } from '@/lib/resumption/queries/enterprise'

/** 一企一策 · Difficulties with the plan for each and its state in the ledger; its chief service officer raises them here. */
export async function EnterpriseDifficulties({ enterprise }: Readonly<{ enterprise: EnterpriseView }>) {
  const [t, findings, locale] = await Promise.all([
    getTranslations('resumption'),
    getTranslations('findings'),
    getLocale(),
  ])
  const { id, difficulties, mayRaise, mayServe, aspects, activeFrom, fresh, today } = enterprise
  const day = (text: string | null) => (text ? nearDay(text, today, locale) : '')
  const plan = (start: { measure?: string; department?: string; dueOn?: string | null } = {}): StepField[] => [
    { name: 'measure', label: t('page.measure'), type: 'long', max: 300, value: start.measure },
    { name: 'department', label: t('page.department'), type: 'text', max: 120, value: start.department },
    { name: 'dueOn', label: t('page.due'), type: 'day', value: start.dueOn ?? '', needed: false },
  ]
  return (
    <section className="sheet px-4 pb-3">
      <SectionHead title={t('page.difficulties')} />
      {difficulties.length === 0 ? (
        <p className="pb-2 text-ink-2">{t('page.noDifficulties')}</p>
      ) : (
        <LedgerTable
          stack
          caption={t('page.difficulties')}
          columns={[
            { head: t('page.difficulty') },
            { head: t('page.measure') },
            { head: t('page.department') },
            { head: t('page.due') },
            { head: t('page.state') },
          ]}
          rows={difficulties.map((each) => ({
            key: each.id,
            cells: [
              <span key="title">
                {each.line ? <a href={`/findings/${each.id}`}>{each.title}</a> : each.title}
                <span className="s2">
                  {day(each.raisedOn)} {each.raisedBy}
                </span>
              </span>,
              <span key="plan">
                {each.measure}
                {mayServe && each.line?.status !== 'CLOSED' && (
                  <Reveal summary={t('page.plan')}>
                    <StepForm
                      action={planDifficultyAction}
                      prefix={`plan-${each.id}-`}
                      hidden={{ commandId: crypto.randomUUID(), difficultyId: each.id, version: each.version }}
                      fields={plan(each)}
                      submit={t('page.savePlan')}
                      busy={t('page.busy')}
                      look="plain"
                    />
                  </Reveal>
                )}
              </span>,
              each.department,
              day(each.dueOn),
              each.line ? (
                <Chip key="state" state={shapeOf(each.line)} bare>
                  {findings(`statuses.${each.line.status}`)}
                </Chip>
              ) : (
                t('page.lineHidden')
              ),
            ],
          }))}
        />
      )}
      {mayRaise && (
        <Reveal summary={t('page.raise')}>
          <p className="pb-2 text-13 text-ink-2">{t('page.raiseHint')}</p>
          <StepForm
            action={raiseDifficultyAction}
            prefix="raise-"
            hidden={{ commandId: crypto.randomUUID(), id: fresh.difficulty, enterpriseId: id }}
            fields={[
              { name: 'title', label: t('page.title'), type: 'text', max: 80, needed: true },
              { name: 'content', label: t('page.content'), type: 'long', max: 1_000 },
              { name: 'on', label: t('page.on'), type: 'day', value: today, least: activeFrom, most: today },
              {
                name: 'aspect',
                label: t('page.aspect'),
                type: 'select',
                empty: t('page.choose'),
                needed: true,
                options: aspects.map(({ code, nameZh, nameEn }) => ({
                  value: code,
                  label: locale === 'zh-CN' ? nameZh : nameEn,
                })),
              },
              {
                name: 'level',
                label: t('page.level'),
                type: 'select',
                options: LEVELS.map((value) => ({ value, label: findings(`levels.${value}`) })),
              },
              ...plan(),
            ]}
            submit={t('page.raise')}
            busy={t('page.busy')}
          />
        </Reveal>
      )}
    </section>
  )
}
