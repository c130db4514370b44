import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { STATE_OF } from '@/components/support/measure-table'
import { Banner } from '@/components/ui/banner'
import { Reveal } from '@/components/ui/reveal'
import { TupleTable } from '@/components/ui/tuple-table'
import { moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { undoBatchAction } from '@/lib/support/actions'
import { getBatch } from '@/lib/support/queries/batch'
import type { Category } from '@/lib/support/schema'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('batch.title') }
}

export default async function BatchDonePage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, named, locale, batch] = await Promise.all([
    getTranslations('support'),
    getTranslations('households'),
    getLocale(),
    load('support:batch', (ctx) => getBatch(ctx, id)),
  ])
  return (
    <>
      <PageHead
        title={batch.title}
        back="/support"
        crumbs={[
          { href: '/support', label: t('title') },
          { href: '/support/batch', label: t('batch.title') },
          { label: batch.title },
        ]}
        sub={`${t(`categories.${batch.type.category as Category}`)}  ${t('batch.made', { by: batch.madeByName, at: moment(batch.madeAt, locale) })}`}
      />
      <div className="grid gap-4">
        {batch.undoneAt ? (
          <Banner state="closed" live title={t('batch.undone', { at: moment(batch.undoneAt, locale) })} />
        ) : (
          <Banner state="held" live title={t('batch.doneTitle', { n: batch.households })}>
            {batch.leftOut > 0 && t('batch.doneLeft', { n: batch.leftOut })}
          </Banner>
        )}
        {batch.measures.length > 0 && (
          <section className="sheet px-4">
            <TupleTable
              caption={t('batch.title')}
              columns={[
                { head: t('list.household'), at: 1, sub: 2, href: '/support/{0}', strong: true },
                { head: t('batch.status'), at: 3, kind: 'state', state: 4 },
              ]}
              rows={batch.measures.map((each) => [
                each.id,
                named('householdOf', { name: each.headName }),
                each.village,
                t(`statuses.${each.status}`),
                STATE_OF[each.status],
              ])}
            />
          </section>
        )}
        {batch.mayUndo && (
          <section className="sheet px-4 pb-4">
            <Reveal summary={t('batch.undo')}>
              <p className="pb-3 text-13 text-ink-2">{t('batch.undoText')}</p>
              <StepForm
                action={undoBatchAction}
                hidden={{ commandId: crypto.randomUUID(), batchId: id }}
                fields={[]}
                submit={t('batch.undo')}
                busy={t('batch.undoBusy')}
                look="plain"
              />
            </Reveal>
          </section>
        )}
      </div>
    </>
  )
}
