import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Progress } from '@/components/ui/progress'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

type Props = { on: string | undefined; isRefused: boolean; isEmpty: boolean; href: string }

/** Says that the wall below is of a past day and as what it is known; or that the asked day cannot be shown. */
export async function PastBanner({ on, isRefused, isEmpty, href }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('past'), getLocale()])
  if (isRefused) return <Banner state="plain" title={t('refused')} />
  if (!on) return null
  return (
    <Banner state="plain" title={t('banner', { day: longDay(on, locale) })} action={{ href, label: t('back') }}>
      {isEmpty ? t('none') : t('known')}
    </Banner>
  )
}

/** While counties of a past day are counted for the first time. */
export async function Waiting({ title, counties, href }: Readonly<{ title: string; counties: number; href: string }>) {
  const t = await getTranslations('past.waiting')
  return (
    <>
      <PageHead title={title} />
      <Progress text={t('title')} stay={t('text', { n: counties })} refresh={t('again')} href={href} done={0} of={0} />
    </>
  )
}
