import type { Metadata } from 'next'
import { ImportForm } from '@/components/resumption/import-form'
import { PageHead } from '@/components/shell/page-head'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { newId } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { MOST_ENTERPRISES } from '@/lib/resumption/schema'
import { importEnterprisesAction } from '@/lib/transfer/actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('resumption'))('importing.title') }
}

export default async function ImportEnterprisesPage() {
  const [t, common, words, { id, today }] = await Promise.all([
    getTranslations('resumption'),
    getTranslations('common'),
    clientWords('resumption'),
    load('enterprise:keep', async (ctx) => ({ id: newId(ctx.now), today: ctx.today })),
  ])
  const heads = Object.values(words.importing.heads).join(common('listJoin'))
  return (
    <>
      <PageHead
        title={t('importing.title')}
        sub={t('importing.sub', { n: MOST_ENTERPRISES })}
        back="/enterprises"
        crumbs={[{ href: '/enterprises', label: t('title') }, { label: t('importing.title') }]}
      />
      <section className="sheet max-w-4xl px-4 py-4">
        <p className="pb-3 text-13 text-ink-2">{t('importing.hint', { heads })}</p>
        <ImportForm
          action={importEnterprisesAction}
          hidden={{ commandId: crypto.randomUUID(), id }}
          today={today}
          words={words.importing}
        />
      </section>
    </>
  )
}
