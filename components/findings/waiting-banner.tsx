import { Banner } from '@/components/ui/banner'
import type { WaitingFindings } from '@/lib/findings/queries/household'
import { getTranslations } from '@/lib/i18n/server'

/** Lines of the ledger that wait for a step of the reader, and how many of them are late; nothing where none waits. */
export async function WaitingBanner({ waiting }: Readonly<{ waiting: WaitingFindings }>) {
  const t = await getTranslations('findings')
  if (waiting.count === 0) return null
  return (
    <Banner
      state={waiting.overdue > 0 ? 'crossed' : 'due'}
      title={t('today.waiting', { n: waiting.count })}
      action={{ href: '/findings?tab=mine', label: t('today.open') }}
    >
      {waiting.overdue > 0 && t('today.overdue', { n: waiting.overdue })}
    </Banner>
  )
}
