import type { Metadata } from 'next'
import { shapeOf } from '@/components/findings/state'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { Facts } from '@/components/ui/facts'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { longDay, nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { publishSessionAction } from '@/lib/supervision/actions'
import { getSession } from '@/lib/supervision/queries/session'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('supervision'))('session.record') }
}

export default async function SessionPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, words, common, locale, session] = await Promise.all([
    getTranslations('supervision'),
    getTranslations('findings'),
    getTranslations('common'),
    getLocale(),
    load('supervision:read', (ctx) => getSession(ctx, id)),
  ])
  const { place, findings, help, households } = session
  return (
    <>
      <PageHead
        title={t('session.of', { place: place.name })}
        back={`/supervision/${place.id}`}
        crumbs={[
          { href: '/supervision', label: t('title') },
          { href: `/supervision/${place.id}`, label: place.name },
          { label: session.no },
        ]}
        chips={
          <Chip state={session.isHidden ? 'due' : 'held'}>
            {session.isHidden ? t('session.hidden') : t(`methods.${session.method}`)}
          </Chip>
        }
        sub={`${session.no}  ${longDay(session.on, locale)}`}
      />
      <div className="grid max-w-4xl gap-4">
        {session.isHidden && <Banner state="due" title={t('session.hiddenText')} />}
        {session.mayPublish && (
          <section className="sheet px-4 py-4">
            <StepForm
              action={publishSessionAction}
              hidden={{ commandId: crypto.randomUUID(), sessionId: id }}
              fields={[
                {
                  name: 'on',
                  label: t('session.publishOn'),
                  type: 'day',
                  value: session.today,
                  least: session.on,
                  most: session.today,
                  needed: true,
                },
              ]}
              submit={t('session.publish')}
              busy={t('session.publishBusy')}
            />
          </section>
        )}
        <section className="sheet wenwu px-4 py-3">
          <Facts
            items={[
              { key: 'mode', name: t('session.mode'), value: t(`modes.${session.mode}`) },
              { key: 'method', name: t('session.method'), value: t(`methods.${session.method}`) },
              {
                key: 'means',
                name: t('session.means'),
                value: session.means.map((each) => t(`means.${each}`)).join(common('listJoin')),
              },
              { key: 'team', name: t('session.team'), value: session.team },
              { key: 'spots', name: t('session.spots'), value: session.spots },
              { key: 'by', name: t('session.by'), value: session.by },
              {
                key: 'visited',
                name: t('place.visited'),
                value: (
                  <>
                    {t('session.visited', { n: session.visited })}
                    <span className="block text-13">
                      {households.map((household) => (
                        <a key={household.id} href={`/households/${household.id}`} className="pr-2">
                          {household.headName}
                        </a>
                      ))}
                    </span>
                  </>
                ),
              },
              ...(session.publishedOn
                ? [
                    {
                      key: 'published',
                      name: t('session.publish'),
                      value: t('session.published', {
                        by: session.publishedBy ?? '',
                        day: nearDay(session.publishedOn, session.today, locale),
                      }),
                    },
                  ]
                : []),
            ]}
          />
          {session.summary && <p className="pt-2">{session.summary}</p>}
        </section>
        <section className="sheet px-4 pb-2">
          <SectionHead title={t('session.helpTitle')} />
          {help.length === 0 ? (
            <p className="pb-2 text-ink-2">{t('session.noHelp')}</p>
          ) : (
            <TupleTable
              caption={t('session.helpTitle')}
              columns={[
                { head: t('session.helpContent'), at: 1, strong: true },
                { head: t('session.helpKind'), at: 2 },
                { head: t('session.helpAmount'), at: 3, align: 'r' },
              ]}
              rows={help.map((line) => [
                line.no,
                line.content,
                t(`helpKinds.${line.kind}`),
                line.amountFen > 0 ? t('session.amountOf', { yuan: yuan(line.amountFen) }) : '',
              ])}
            />
          )}
        </section>
        <section className="sheet px-4 pb-2">
          <SectionHead title={t('session.findingsTitle')} />
          {findings.length === 0 ? (
            <p className="pb-2 text-ink-2">{t('session.noFindings')}</p>
          ) : (
            <TupleTable
              caption={t('session.findingsTitle')}
              columns={[
                { head: t('place.finding'), at: 1, sub: 2, href: '/findings/{0}', strong: true },
                { head: t('session.level'), at: 3 },
                { head: t('place.findingStatus'), at: 4, kind: 'state', state: 5 },
              ]}
              rows={findings.map((line) => [
                line.id,
                line.title,
                line.findingNo,
                words(`levels.${line.level}`),
                words(`statuses.${line.status}`),
                shapeOf({ ...line, isOverdue: false }),
              ])}
            />
          )}
        </section>
      </div>
    </>
  )
}
