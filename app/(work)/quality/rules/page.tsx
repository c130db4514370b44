import type { Metadata } from 'next'
import { unitWord } from '@/components/parameters/unit-word'
import { issueSpeaker, SEVERITY_STATES } from '@/components/quality/speak'
import { PageHead } from '@/components/shell/page-head'
import { Chip } from '@/components/ui/chip'
import { SectionHead } from '@/components/ui/section-head'
import { ALL_RULES } from '@/lib/households/catalogue/consistency/all'
import { CONSISTENCY_PARAMETERS } from '@/lib/households/rules/consistency'
import { SEVERITIES } from '@/lib/households/schema'
import { getTranslations } from '@/lib/i18n/server'
import { listParameterRows } from '@/lib/parameters/queries'
import { resolveParameter } from '@/lib/parameters/rules'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('quality'))('catalogue.title') }
}

export default async function RulesPage() {
  const [{ values }, { t, name }, parameters] = await Promise.all([
    load('quality:read', async (ctx) => {
      const rows = await listParameterRows(ctx, CONSISTENCY_PARAMETERS)
      const resolved = CONSISTENCY_PARAMETERS.map(
        (code) => [code, resolveParameter(rows, code, ctx.actor.regionCode, ctx.today)] as const,
      )
      return { values: new Map(resolved) }
    }),
    issueSpeaker(),
    getTranslations('parameters'),
  ])
  return (
    <>
      <PageHead title={t('catalogue.title')} back="/quality" sub={t('catalogue.sub', { n: ALL_RULES.length })} />
      <ul className="grid gap-1 pb-4">
        {SEVERITIES.map((severity) => (
          <li key={severity} className="flex flex-wrap items-center gap-2">
            <Chip state={SEVERITY_STATES[severity]}>{t(`severities.${severity}`)}</Chip>
            <span>{t(`catalogue.severities.${severity}`)}</span>
          </li>
        ))}
      </ul>
      <div className="grid gap-3">
        {ALL_RULES.map((rule) => (
          <section key={rule.id} id={rule.id} className="sheet scroll-mt-16 px-4 py-3" aria-labelledby={`t-${rule.id}`}>
            <SectionHead
              id={`t-${rule.id}`}
              title={`${rule.no}. ${name(rule.id)}`}
              end={<Chip state={SEVERITY_STATES[rule.severity]}>{t(`severities.${rule.severity}`)}</Chip>}
            />
            <p>{t(`about.${rule.id}` as never)}</p>
            <p className="text-13 text-ink-2">
              {t('catalogue.line', {
                scope: t(`catalogue.scopes.${rule.scope}`),
                by: t(`catalogue.clearedBy.${rule.clearedBy}`),
                source: rule.source.map((each) => t(`sources.${each}`)).join(t('join')),
              })}
            </p>
            {rule.parameters && (
              <ul className="text-13 text-ink-2">
                {rule.parameters.map((code) => {
                  const row = values.get(code)
                  const label = parameters(`names.${code}` as never)
                  return (
                    <li key={code}>
                      {row && row.value !== null
                        ? t('catalogue.value', {
                            label,
                            value: String(row.value),
                            unit: unitWord(parameters, row.unit),
                          })
                        : t('catalogue.unknown', { label })}
                    </li>
                  )
                })}
              </ul>
            )}
          </section>
        ))}
      </div>
    </>
  )
}
