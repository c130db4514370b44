import { SectionHead } from '@/components/ui/section-head'
import type { Twin } from '@/lib/evidence/queries/piece'
import { moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

/** Where else a photo or one like it was used, as far as the reader may know. */
export async function PieceTwins({ twins }: Readonly<{ twins: readonly Twin[] }>) {
  const [t, locale] = await Promise.all([getTranslations('evidence.view'), getLocale()])
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('twins')} />
      <p className="pb-2 text-13 text-ink-3">{t('twinsNote')}</p>
      {twins.length === 0 && <p className="text-13">{t('twinElsewhere')}</p>}
      <ul className="grid gap-2 text-13">
        {twins.map((twin) => (
          <li key={twin.id}>
            <a href={`/evidence/${twin.id}`} className="block min-h-12">
              <b className="block">{t(twin.isSame ? 'twinSame' : 'twinAlike')}</b>
              {t('twin', { by: twin.by, when: moment(twin.receivedAt, locale), no: twin.recordNo })}
              {twin.isHere && ` · ${t('twinHere')}`}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
