import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { SessionForm } from '@/components/supervision/session-form'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { CATEGORIES, LEVELS } from '@/lib/findings/schema'
import { clientWords } from '@/lib/i18n/client-words'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { holdSessionAction } from '@/lib/supervision/actions'
import { getSessionForm } from '@/lib/supervision/queries/session'
import { HELP_KINDS, MEANS, METHODS, MODES } from '@/lib/supervision/schema'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('supervision'))('session.title') }
}

export default async function NewSessionPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, findings, words, locale, form] = await Promise.all([
    getTranslations('supervision'),
    getTranslations('findings'),
    clientWords('supervision'),
    getLocale(),
    load('supervision:hold', (ctx) => getSessionForm(ctx, id)),
  ])
  const options = <V extends string>(values: readonly V[], label: (value: V) => string) =>
    values.map((value) => ({ value, label: label(value) }))
  return (
    <div className="max-w-160">
      <PageHead title={t('session.of', { place: form.name })} back={`/supervision/${id}`} />
      <UnsentBanner userId={form.userId} words={words.unsent} mending={id} />
      <SessionForm
        action={holdSessionAction}
        userId={form.userId}
        id={form.id}
        findingId={form.findingId}
        place={{ id, title: t('session.of', { place: form.name }) }}
        first={{ team: form.team, today: form.today, least: form.listedOn }}
        options={{
          mode: options(MODES, (value) => t(`modes.${value}`)),
          method: options(METHODS, (value) => t(`methods.${value}`)),
          means: options(MEANS, (value) => t(`means.${value}`)),
          help: options(HELP_KINDS, (value) => t(`helpKinds.${value}`)),
          category: options(CATEGORIES, (value) => findings(`categories.${value}`)),
          level: options(LEVELS, (value) => findings(`levels.${value}`)),
          aspect: form.aspects.map(({ code, nameZh, nameEn }) => ({
            value: code,
            label: locale === 'zh-CN' ? nameZh : nameEn,
          })),
          household: form.households,
          region: form.regions,
        }}
        words={{ ...words.session, yuan: words.yuan }}
      />
    </div>
  )
}
