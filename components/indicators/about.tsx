import { wallSpeaker } from '@/components/indicators/speak'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
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
  return (
    <section className="grid content-start gap-3 text-13 text-ink-2">
      <SectionHead title={t('about.title')} />
      <p>{t(`means.${code}`)}</p>
      <p className="text-ink font-semibold">{gap}</p>
      <dl className="grid gap-2">
        <div>
          <dt className="text-12 text-ink-3">{t('about.target')}</dt>
          <dd>{target || code === 'openClues' ? to : t('about.none')}</dd>
          {target && (
            <dd className="text-12 text-ink-3">
              {t('about.issued', { issuer: target.issuedBy, document: target.document })}
              <br />
              {longDay(target.periodStart, locale)} – {longDay(target.periodEnd, locale)}
            </dd>
          )}
          {target && isRate && !target.isOwn && <dd className="text-12 text-ink-3">{t('about.inherited')}</dd>}
        </div>
        <div>
          <dt className="text-12 text-ink-3">{t('about.counted')}</dt>
          <dd className="text-12">{t('about.sums')}</dd>
          {inputs && (
            <dd className="text-12">
              <a href={reported}>{t('about.reported')}</a>
            </dd>
          )}
        </div>
      </dl>
      {mayOpen && (
        <p>
          <LinkButton href={on ? `${here}&asOf=${on}` : `${here}&behind=${code}`} size="small">
            {on ? past('records') : t('about.records')}
          </LinkButton>
        </p>
      )}
    </section>
  )
}
