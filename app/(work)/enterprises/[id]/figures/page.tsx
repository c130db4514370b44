import type { Metadata } from 'next'
import { FiguresForm } from '@/components/resumption/figures-form'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { LinkButton } from '@/components/ui/link-button'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { clientWords } from '@/lib/i18n/client-words'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { reportFiguresAction } from '@/lib/resumption/actions'
import { getFiguresForm } from '@/lib/resumption/queries/form'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('resumption'))('page.figures') }
}

export default async function FiguresPage({ params, searchParams }: Readonly<Props>) {
  const [{ id }, parameters] = await Promise.all([params, searchParams])
  const [t, words, shared, locale, form] = await Promise.all([
    getTranslations('resumption'),
    clientWords('resumption'),
    clientWords('supervision'),
    getLocale(),
    load('enterprise:report', (ctx) => getFiguresForm(ctx, id, asked(parameters, 'day'))),
  ])
  const { day, edition, last, previous, userId, today, from, name } = form
  return (
    <div className="max-w-160">
      <PageHead
        title={t('figuresForm.title', { name })}
        back={`/enterprises/${id}`}
        actions={
          previous && (
            <LinkButton href={`/enterprises/${id}/figures?day=${previous}`} icon="back">
              {t('figuresForm.earlier')}
            </LinkButton>
          )
        }
      />
      <UnsentBanner userId={userId} words={shared.unsent} mending={id} />
      {edition > 0 && (
        <div className="pb-3">
          <Banner state="reopened" title={t('figuresForm.correcting')} />
        </div>
      )}
      {edition === 0 && last && (
        <div className="pb-3">
          <Banner state="plain" title={t('figuresForm.lastTold', { day: nearDay(last.day, today, locale) })} />
        </div>
      )}
      <FiguresForm
        key={`${day} ${edition}`}
        action={reportFiguresAction}
        userId={userId}
        id={crypto.randomUUID()}
        enterprise={{ id, title: t('figuresForm.title', { name }) }}
        day={day}
        from={from}
        today={today}
        edition={edition}
        last={
          last && {
            staffTotal: last.staffTotal,
            staffReturned: last.staffReturned,
            poorReturned: last.poorReturned,
            mayReturn: last.mayReturn,
            heldBack: last.heldBack,
            householdsDriven: last.householdsDriven,
          }
        }
        words={words.figuresForm}
      />
    </div>
  )
}
