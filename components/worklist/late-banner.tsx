import { Banner } from '@/components/ui/banner'
import { getTranslations } from '@/lib/i18n/server'

/** Asks for the reasons of what was done late; nothing where every reason is known. */
export async function LateBanner({ late }: Readonly<{ late: number }>) {
  const t = await getTranslations('deadlines')
  if (late === 0) return null
  const action = { href: '/deadlines?tab=LATE', label: t('late.askedDo') }
  return (
    <Banner state="behind" title={t('late.asked', { n: late })} action={action}>
      {t('late.askedWhy')}
    </Banner>
  )
}
