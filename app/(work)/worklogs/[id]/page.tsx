import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { Facts } from '@/components/ui/facts'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { moment, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { getLog, type LogView } from '@/lib/worklogs/queries/log'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('worklogs'))('title') }
}

export default async function WorkLogPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, locale, log] = await Promise.all([
    getTranslations('worklogs'),
    getLocale(),
    load('workLog:read', (ctx) => getLog(ctx, id)),
  ])
  const title = t('log.title', { name: log.name, day: nearDay(log.day, log.today, locale) })
  const facts = ({ presence, place, kinds, content, writtenAt }: LogView['now']) => [
    { key: 'presence', name: t('log.presence'), value: [t(`presences.${presence}`), place].filter(Boolean).join('  ') },
    {
      key: 'kinds',
      name: t('log.kinds'),
      value: kinds.map(({ nameZh, nameEn }) => (locale === 'zh-CN' ? nameZh : nameEn)).join('  ') || t('none'),
    },
    { key: 'content', name: t('log.content'), value: content },
    { key: 'writtenAt', name: t('log.writtenAt'), value: moment(writtenAt, locale) },
  ]
  return (
    <div className="max-w-4xl">
      <PageHead
        title={title}
        back={log.isOwn ? '/worklogs' : `/worklogs/people/${log.userId}?month=${log.day.slice(0, 7)}`}
        crumbs={[{ href: '/worklogs', label: t('title') }, { label: title }]}
        sub={log.village}
        actions={
          log.isOwn && (
            <LinkButton href={`/worklogs/new?log=${log.now.id}`} icon="pen">
              {t('log.correct')}
            </LinkButton>
          )
        }
      />
      <div className="grid gap-4">
        <section className="sheet wenwu px-4 pb-3">
          <SectionHead title={t('log.facts')} />
          <Facts items={facts(log.now)} />
          {log.now.reason && <p className="text-13 text-ink-2">{t('log.why', { reason: log.now.reason })}</p>}
        </section>
        {log.earlier.map((version) => (
          <section key={version.id} className="sheet px-4 pb-3">
            <SectionHead title={t('log.earlier')} />
            <Facts items={facts(version)} />
            {version.reason && <p className="text-13 text-ink-2">{t('log.why', { reason: version.reason })}</p>}
          </section>
        ))}
      </div>
    </div>
  )
}
