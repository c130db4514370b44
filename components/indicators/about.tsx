import { AboutView } from '@/components/indicators/about-view'
import { wallSpeaker } from '@/components/indicators/speak'
import { longDay } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { type IndicatorCode, indicatorOf } from '@/lib/indicators/catalogue'
import type { Wall } from '@/lib/indicators/queries/wall'

type Props = { wall: Wall; code: IndicatorCode; on: string | undefined; mayOpen: boolean }

/** What the figure means, who set its target, and the way to the records behind it. */
export async function About({ wall, code, on, mayOpen }: Readonly<Props>) {
  const [{ t, locale, card }, past] = await Promise.all([wallSpeaker(), getTranslations('past')])
  const here = `/households?region=${wall.region.code}`
  const { target } = wall.figures[code]
  const { to, gap } = card(code, wall)
  const { direction, inputs } = indicatorOf(code)
  const isRate = direction === 'RATE'
  const reported = `/indicators?region=${wall.region.code}${on ? `&asOf=${on}` : ''}`
  const from = target
    ? [
        t('about.issued', { issuer: target.issuedBy, document: target.document }),
        `${longDay(target.periodStart, locale)} – ${longDay(target.periodEnd, locale)}`,
        ...(isRate && !target.isOwn ? [t('about.inherited')] : []),
      ]
    : []
  return (
    <AboutView
      title={t('about.title')}
      means={t(`means.${code}`)}
      gap={gap}
      target={{ head: t('about.target'), aim: target || code === 'openClues' ? to : t('about.none'), from }}
      counted={{
        head: t('about.counted'),
        how: t('about.sums'),
        reported: inputs && { href: reported, label: t('about.reported') },
      }}
      records={
        mayOpen
          ? {
              href: on ? `${here}&asOf=${on}` : `${here}&behind=${code}`,
              label: on ? past('records') : t('about.records'),
            }
          : undefined
      }
    />
  )
}
