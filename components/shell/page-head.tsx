import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import { getTranslations } from '@/lib/i18n/server'

export type Crumb = { href?: string; label: string }

type Props = {
  title: ReactNode
  /** A smaller word behind the title. */
  aside?: ReactNode
  /** Chips and tags beside the title. */
  chips?: ReactNode
  sub?: ReactNode
  crumbs?: readonly Crumb[]
  /** Where the arrow of a phone goes. Without it the page is one of the five places and shows none. */
  back?: string
  /** Buttons at the right on a desk, under the title on a phone. */
  actions?: ReactNode
}

/** The head of every page: path and title on a desk, a bar with a back arrow on a phone. */
export async function PageHead({ title, aside, chips, sub, crumbs, back, actions }: Readonly<Props>) {
  const [t, common] = await Promise.all([getTranslations('shell'), getTranslations('common')])
  return (
    <header className="head">
      {crumbs && (
        <nav className="crumb" aria-label={t('place')}>
          {crumbs.map((crumb, index) => (
            <span key={crumb.label}>
              {index > 0 && <i aria-hidden="true">›</i>}
              {crumb.href ? <a href={crumb.href}>{crumb.label}</a> : <span aria-current="page">{crumb.label}</span>}
            </span>
          ))}
        </nav>
      )}
      <div className="bar" data-back={back ? '' : undefined}>
        {back && (
          <a className="back" href={back} aria-label={common('back')}>
            <Icon name="back" />
          </a>
        )}
        <h1>
          {title}
          {aside && <small>{aside}</small>}
        </h1>
        {chips}
      </div>
      {sub && <div className="sub">{sub}</div>}
      {actions && <div className="acts">{actions}</div>}
    </header>
  )
}
