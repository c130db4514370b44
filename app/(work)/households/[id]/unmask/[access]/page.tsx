import type { Metadata } from 'next'
import { ShownValue } from '@/components/households/shown-value'
import { PageHead } from '@/components/shell/page-head'
import { LinkButton } from '@/components/ui/link-button'
import { getUnmasked } from '@/lib/households/queries/unmask'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('unmask.title'), referrer: 'same-origin' }
}

export default async function UnmaskedPage({ params }: PageProps<'/households/[id]/unmask/[access]'>) {
  const { id, access } = await params
  const shown = await load('value:unmask', (ctx) => getUnmasked(ctx, id, access))
  const [t, words] = await Promise.all([getTranslations('audit.unmask'), clientWords('audit')])
  const household = `/households/${id}`
  return (
    <div className="max-w-160">
      {shown.value !== null && (
        <noscript>
          <meta httpEquiv="refresh" content={`${shown.secondsLeft};url=${household}`} />
        </noscript>
      )}
      <PageHead title={`${shown.name} ${t(`fields.${shown.field}`)}`} back={household} sub={t('purposeNote')} />
      <section className="sheet grid gap-4 p-4">
        {shown.value === null ? (
          <p>{t('hidden')}</p>
        ) : (
          <ShownValue value={shown.value} seconds={shown.secondsLeft} words={words.unmask} />
        )}
        <LinkButton href={household} size="big">
          {t('back')}
        </LinkButton>
      </section>
    </div>
  )
}
