import type { Metadata } from 'next'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { LogForm } from '@/components/worklogs/log-form'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { isDay } from '@/lib/platform/days'
import { load } from '@/lib/platform/load'
import { getLogForm } from '@/lib/worklogs/queries/log'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('worklogs'))('form.title') }
}

/** Writes the log of a day (`?day=`), or corrects one (`?log=`). */
export default async function WriteLogPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [log, day] = ['log', 'day'].map((name) => asked(parameters, name))
  const [t, words, outbox, form] = await Promise.all([
    getTranslations('worklogs'),
    clientWords('worklogs'),
    clientWords('outbox'),
    load('workLog:write', (ctx) => getLogForm(ctx, { log, day: day && isDay(day) ? day : undefined })),
  ])
  const at = form.log ? `worklogs/new?log=${form.log.id}` : `worklogs/new?day=${form.day}`
  return (
    <div className="max-w-160">
      <PageHead
        title={t(form.log ? 'form.correct' : 'form.title')}
        back="/worklogs"
        sub={t('form.sub', { village: form.village, n: form.visited })}
      />
      <UnsentBanner userId={form.userId} words={outbox.unsent} mending={at} />
      <LogForm form={form} at={at} words={words.record} />
    </div>
  )
}
