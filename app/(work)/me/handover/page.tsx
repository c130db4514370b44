import type { Metadata } from 'next'
import { HandoverForm } from '@/components/handover/handover-form'
import { PageHead } from '@/components/shell/page-head'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import { makeHandoverAction } from '@/lib/handover/actions'
import { getHandoverForm } from '@/lib/handover/queries'
import { longDay, moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('users'))('handover.title') }
}

export default async function HandoverPage({ searchParams }: PageProps<'/me/handover'>) {
  const { from } = await searchParams
  const form = await load('handover:make', (ctx) => getHandoverForm(ctx, typeof from === 'string' ? from : ''))
  const [t, roles, households, locale] = await Promise.all([
    getTranslations('users.handover'),
    getTranslations('users.roles'),
    getTranslations('households'),
    getLocale(),
  ])
  return (
    <div className="max-w-160">
      <PageHead title={t('titleOf', { name: form.from.name })} back="/me" sub={t('note')} />
      {form.lines.length > 0 && (
        <section className="sheet mb-4 px-4 pb-4">
          <SectionHead title={t('list')} />
          <ul>
            {form.lines.map((line) => (
              <li
                key={line.id}
                className="flex flex-wrap items-center justify-between gap-2 border-b border-hair py-2 last:border-0"
              >
                <a href={`/me/handover/${line.id}`} className="text-dai phone:min-h-12">
                  {t('line', { from: line.fromName, to: line.toName, n: line.count })}
                  <span className="block text-13 text-ink-3">{moment(line.madeAt, locale)}</span>
                </a>
                <Chip state={line.acceptedAt ? 'held' : line.isMine ? 'due' : 'open'}>
                  {t(line.acceptedAt ? 'accepted' : line.isMine ? 'toAccept' : 'waiting')}
                </Chip>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="sheet p-4">
        {form.items.length === 0 ? (
          <EmptyState title={t('nothing')} />
        ) : (
          <HandoverForm
            action={makeHandoverAction}
            commandId={crypto.randomUUID()}
            hidden={{ id: crypto.randomUUID(), ...(form.from.isSelf ? {} : { from: form.from.id }) }}
            successors={form.successors.map(({ id, name, post, role, regionName }) => ({
              value: id,
              label: `${name} (${regionName} ${post || roles(role as 'TOWNSHIP')})`,
            }))}
            items={form.items.map((item) => ({
              id: item.itemId,
              title: `${t(`kinds.${item.kind}`)} ${households('householdOf', { name: item.headName })}`,
              text: [item.village, item.subject, item.dueOn && t('due', { day: longDay(item.dueOn, locale) })]
                .filter(Boolean)
                .join(', '),
            }))}
            words={{
              to: t('to'),
              choose: t('choose'),
              note: t('noteLabel'),
              noteHint: t('noteHint'),
              itemNote: t('itemNote'),
              submit: t('make', { n: form.items.length }),
              busy: t('busy'),
              optional: t('optional'),
            }}
          />
        )}
      </section>
    </div>
  )
}
