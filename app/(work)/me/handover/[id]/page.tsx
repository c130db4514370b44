import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { LedgerTable } from '@/components/ui/ledger-table'
import { DeedForm } from '@/components/users/deed-form'
import { deedWords } from '@/components/users/deed-words'
import { PrintButton } from '@/components/users/print-button'
import { acceptHandoverAction } from '@/lib/handover/actions'
import { getHandover } from '@/lib/handover/queries'
import type { HandoverKind } from '@/lib/handover/schema'
import { longDay, moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('users'))('handover.title') }
}

export default async function HandoverListPage({ params }: PageProps<'/me/handover/[id]'>) {
  const { id } = await params
  const handover = await load('handover:accept', (ctx) => getHandover(ctx, id))
  const [t, households, words, print, locale] = await Promise.all([
    getTranslations('users.handover'),
    getTranslations('households'),
    deedWords(),
    getTranslations('common'),
    getLocale(),
  ])
  return (
    <div className="max-w-240">
      <PageHead
        title={t('line', { from: handover.fromName, to: handover.toName, n: handover.items.length })}
        back="/me/handover"
        sub={moment(handover.madeAt, locale)}
        actions={<PrintButton label={print('print')} />}
      />
      {handover.acceptedAt ? (
        <Banner
          state="held"
          title={t('acceptedAt', { name: handover.toName, at: moment(handover.acceptedAt, locale) })}
        />
      ) : handover.isMine ? (
        <section className="sheet mb-4 p-4">
          <DeedForm
            action={acceptHandoverAction}
            commandId={crypto.randomUUID()}
            hidden={{ handoverId: handover.id }}
            proof={false}
            words={{ ...words, note: t('acceptNote'), submit: t('accept') }}
          />
        </section>
      ) : (
        <Banner state="due" title={t('waitingFor', { name: handover.toName })} />
      )}
      {handover.note && <p className="py-3">{handover.note}</p>}
      <section className="sheet mt-4 px-4 pb-4">
        <LedgerTable
          caption={t('title')}
          stack
          columns={(['household', 'village', 'kind', 'subject', 'due', 'note'] as const).map((key) => ({
            head: t(`columns.${key}`),
          }))}
          rows={handover.items.map((item, index) => ({
            key: `${index}`,
            cells: [
              <a key="household" href={`/households/${item.householdId}`} className="text-dai">
                {households('householdOf', { name: item.headName })}
              </a>,
              item.village,
              t(`kinds.${item.kind as HandoverKind}`),
              item.subject,
              item.dueOn ? longDay(item.dueOn, locale) : '',
              item.note,
            ],
          }))}
        />
      </section>
    </div>
  )
}
