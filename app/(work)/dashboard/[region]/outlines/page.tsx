import type { Metadata } from 'next'
import { OutlineForm } from '@/components/outlines/outline-form'
import { RegionMap } from '@/components/outlines/region-map'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { longDay, stamp } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { importOutlineAction, withdrawOutlineAction } from '@/lib/outlines/actions'
import { getOutlines } from '@/lib/outlines/queries'
import { LONGEST_APPROVAL, LONGEST_PROPERTY, LONGEST_REASON, LONGEST_SOURCE } from '@/lib/outlines/schema'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('outlines'))('title') }
}

/** The outlines of a region: those in use, all that were, and the way to bring others. */
export default async function OutlinesPage({ params, searchParams }: PageProps<'/dashboard/[region]/outlines'>) {
  const [{ region: code }, parameters] = await Promise.all([params, searchParams])
  const [t, locale, { region, children, outline, history, today }] = await Promise.all([
    getTranslations('outlines'),
    getLocale(),
    load('outline:import', (ctx) => getOutlines(ctx, code)),
  ])
  const back = `/dashboard/${region.code}`
  const day = (text: string) => longDay(text, locale)
  return (
    <>
      <PageHead
        title={t('title')}
        aside={region.name}
        back={back}
        crumbs={[{ href: back, label: region.name }, { label: t('title') }]}
        sub={t('sub')}
      />
      {asked(parameters, 'kept') && <Banner state="held" title={t('form.done')} />}
      {asked(parameters, 'withdrawn') && <Banner state="held" title={t('withdraw.done')} />}
      <div className="grid gap-4 pt-3">
        {outline ? (
          <div className="sheet px-4">
            <RegionMap
              title={t('now')}
              outline={outline}
              isTiled={asked(parameters, 'map') === 'tiles'}
              other={`${back}/outlines${asked(parameters, 'map') === 'tiles' ? '' : '?map=tiles'}`}
              href="/dashboard/{0}"
              areas={children.map(({ code: child, name }) => ({
                code: child,
                name,
                value: '',
                state: null,
                words: '',
              }))}
            />
          </div>
        ) : (
          <EmptyState title={t('none')}>{t('noneWhy')}</EmptyState>
        )}
        <section className="sheet px-4 pb-4">
          <SectionHead title={t('import')} ruled />
          <OutlineForm
            action={importOutlineAction}
            hidden={{ commandId: crypto.randomUUID(), id: crypto.randomUUID(), regionCode: region.code }}
            today={today}
            longest={{ matchBy: LONGEST_PROPERTY, approvalNo: LONGEST_APPROVAL, source: LONGEST_SOURCE }}
            words={{
              file: t('form.file'),
              fileHint: t('form.fileHint'),
              matchBy: t('form.matchBy'),
              matchHint: t('form.matchHint'),
              approvalNo: t('form.approvalNo'),
              approvalHint: t('form.approvalHint'),
              source: t('form.source'),
              drawnOn: t('form.drawnOn'),
              validFrom: t('form.validFrom'),
              do: t('form.do'),
              busy: t('form.busy'),
            }}
          />
        </section>
        {history
          .filter(({ isStanding }) => isStanding)
          .map(({ id, approvalNo, source }) => (
            <details key={id} className="sheet px-4 pb-2 text-13">
              <summary className="min-h-12 cursor-pointer content-center text-dai">
                {t('withdraw.of', { no: approvalNo, source })}
              </summary>
              <p className="pb-2 text-ink-2">{t('withdraw.why')}</p>
              <StepForm
                action={withdrawOutlineAction}
                hidden={{ commandId: crypto.randomUUID(), outlineId: id }}
                fields={[
                  {
                    name: 'reason',
                    label: t('withdraw.reason'),
                    hint: t('withdraw.reasonHint'),
                    type: 'long',
                    max: LONGEST_REASON,
                    needed: true,
                  },
                ]}
                prefix={`withdraw-${id}-`}
                look="plain"
                submit={t('withdraw.do')}
                busy={t('withdraw.busy')}
              />
            </details>
          ))}
        {history.length > 0 && (
          <section className="sheet px-4 pb-2">
            <SectionHead title={t('history')} />
            <TupleTable
              caption={t('history')}
              columns={[
                { head: t('heads.from'), at: 1, strong: true },
                { head: t('heads.approval'), at: 2 },
                { head: t('heads.source'), at: 3 },
                { head: t('heads.drawnOn'), at: 4 },
                { head: t('heads.by'), at: 5 },
                { head: t('heads.at'), at: 6 },
                { head: t('heads.withdrawn'), at: 7 },
              ]}
              rows={history.map((row) => [
                row.id,
                day(row.validFrom),
                row.approvalNo,
                row.source,
                day(row.drawnOn),
                row.importedByName,
                stamp(row.recordedAt),
                row.withdrawal
                  ? t('withdraw.told', {
                      day: day(row.withdrawal.withdrawnOn),
                      by: row.withdrawal.withdrawnByName,
                      reason: row.withdrawal.reason,
                    })
                  : '',
              ])}
            />
          </section>
        )}
      </div>
    </>
  )
}
