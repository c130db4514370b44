import type { Metadata } from 'next'
import { ImportForm } from '@/components/indicators/import-form'
import { PageHead } from '@/components/shell/page-head'
import { getTranslations } from '@/lib/i18n/server'
import { importFactsAction } from '@/lib/indicators/actions'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('figures'))('importing.title') }
}

export default async function ImportFactsPage() {
  const [t] = await Promise.all([getTranslations('figures'), load('fact:report', async ({ today }) => today)])
  return (
    <>
      <PageHead title={t('importing.title')} sub={t('importing.sub')} back="/indicators/facts" />
      <section className="sheet px-4 py-4">
        <ImportForm
          action={importFactsAction}
          hidden={{ commandId: crypto.randomUUID(), id: crypto.randomUUID() }}
          words={{
            text: t('importing.text'),
            hint: t('importing.hint'),
            file: t('importing.file'),
            save: t('importing.save'),
            busy: t('importing.busy'),
            faults: t('importing.faults'),
            row: t('importing.row'),
            column: t('importing.column'),
            fault: t('importing.fault'),
          }}
        />
      </section>
    </>
  )
}
