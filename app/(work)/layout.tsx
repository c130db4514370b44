import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { placesOf } from '@/app/(work)/places'
import { Dock } from '@/components/shell/dock'
import { LanguageSwitch } from '@/components/shell/language-switch'
import { markCurrent, markCurrentIn } from '@/components/shell/nav-item'
import { Rail } from '@/components/shell/rail'
import { SearchBox } from '@/components/shell/search-box'
import { ThemeSwitch } from '@/components/shell/theme-switch'
import { TypedStays } from '@/components/shell/typed-stays'
import { getTranslations } from '@/lib/i18n/server'
import { installation } from '@/lib/platform/installation'
import { may } from '@/lib/platform/permissions'
import { currentActor } from '@/lib/platform/session'

/** Pages that have a large screen. */
const WALLS = /^\/(cockpit|dashboard\/\d{12})$/

/** The signed-in shell. It only dresses the page: every page asks for its own right through `load`. */
export default async function WorkLayout({ children }: Readonly<{ children: ReactNode }>) {
  const [actor, found, asked, t, role] = await Promise.all([
    currentActor(),
    installation(),
    headers(),
    getTranslations('shell'),
    getTranslations('users.roles'),
  ])
  if (!actor) return children
  const path = asked.get('x-path') ?? '/'
  // A wall has no hands: the large screens of the cockpit and of the dashboard stand without the shell.
  if (WALLS.test(path) && new URLSearchParams(asked.get('x-search') ?? '').get('screen') === 'large') return children
  const { groups, dock, main } = await placesOf(actor)
  const isDemo = found?.isDemo ?? false
  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      {isDemo && (
        <aside className="ribbon" aria-label={t('demo')}>
          <b>{t('demo')}</b>
          {t('demoNote')}
        </aside>
      )}
      <div className="shell">
        <Rail
          groups={markCurrentIn(groups, path)}
          label={t('navigation')}
          brand={t('brand')}
          latin={t('latin')}
          name={actor.name}
          post={`${actor.regionName} ${actor.title || role(actor.role)}`}
        />
        <div className="desk">
          <header className="topbar">
            {may(actor.role, 'household:read') && <SearchBox label={t('findLabel')} placeholder={t('find')} />}
            {isDemo && <span className="demo">{t('demo')}</span>}
            <ThemeSwitch />
            <LanguageSwitch />
          </header>
          <main id="main" tabIndex={-1}>
            <TypedStays close={t('putAside')} />
            {children}
          </main>
        </div>
      </div>
      <Dock items={markCurrent(dock, path)} label={t('dock')} main={main} />
    </>
  )
}
