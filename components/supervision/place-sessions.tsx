import { ExportButton } from '@/components/exports/export-button'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { Role } from '@/lib/platform/actor'
import type { ListedView } from '@/lib/supervision/queries/place'

/** The sessions at a place, the latest first; unannounced ones only for whoever may know of them. */
export async function PlaceSessions({ place, role }: Readonly<{ place: ListedView; role: Role }>) {
  const [t, locale] = await Promise.all([getTranslations('supervision'), getLocale()])
  return (
    <section className="sheet px-4 pb-2">
      <SectionHead
        title={t('place.sessions')}
        end={
          place.sessions.length > 0 && (
            <ExportButton role={role} kind="SESSIONS" list={`/supervision?place=${place.id}`} isNamed />
          )
        }
      />
      {place.sessions.length === 0 ? (
        <p className="pb-2 text-ink-2">{t('place.noSessions')}</p>
      ) : (
        <TupleTable
          caption={t('place.sessions')}
          columns={[
            { head: t('place.session'), at: 1, sub: 2, href: '/supervision/sessions/{0}', strong: true },
            { head: t('session.mode'), at: 3, sub: 4, state: 5 },
            { head: t('place.visited'), at: 6, sub: 7 },
            { head: t('session.by'), at: 8 },
          ]}
          rows={place.sessions.map((session) => [
            session.id,
            nearDay(session.on, place.today, locale),
            session.no,
            `${t(`modes.${session.mode}`)}  ${t(`methods.${session.method}`)}`,
            session.isHidden ? t('place.hidden') : '',
            session.isHidden ? 'due' : null,
            t('place.households', { n: session.households }),
            t('place.helpLines', { n: session.help }),
            session.by,
          ])}
        />
      )}
    </section>
  )
}
