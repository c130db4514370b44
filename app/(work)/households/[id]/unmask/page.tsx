import type { Metadata } from 'next'
import { UnmaskForm } from '@/components/households/unmask-form'
import { PageHead } from '@/components/shell/page-head'
import { unmaskAction } from '@/lib/households/actions'
import { getAsking } from '@/lib/households/queries/unmask'
import { UNMASK_PURPOSES } from '@/lib/households/rules/unmask'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('unmask.title'), referrer: 'same-origin' }
}

export default async function UnmaskPage({ params, searchParams }: PageProps<'/households/[id]/unmask'>) {
  const [{ id }, { field, person }] = await Promise.all([params, searchParams])
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const asking = await load('value:unmask', (ctx) => getAsking(ctx, id, text(field), text(person)))
  const [t, words] = await Promise.all([getTranslations('audit.unmask'), clientWords('auth')])
  const { legend, password, code, codeHint } = words.stepUp
  return (
    <div className="max-w-160">
      <PageHead
        title={t('seeOf', { name: asking.name, field: t(`fields.${asking.field}`) })}
        back={`/households/${id}`}
        sub={t('purposeNote')}
      />
      <section className="sheet p-4">
        <UnmaskForm
          action={unmaskAction}
          commandId={crypto.randomUUID()}
          asking={asking}
          purposes={UNMASK_PURPOSES.map((value) => ({ value, label: t(`purposes.${value}`) }))}
          words={{
            purpose: t('purpose'),
            reason: t('reason'),
            reasonHint: t('reasonHint'),
            submit: t('show'),
            busy: t('busy'),
            legend,
            password,
            code,
            codeHint,
            show: words.signIn.show,
            hide: words.signIn.hide,
          }}
        />
      </section>
    </div>
  )
}
