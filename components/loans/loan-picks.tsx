import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { getTranslations } from '@/lib/i18n/server'

type Pick = { id: string; headName: string; villageName: string; groupName: string }

/** Chooses the household of a new loan by the name of its head. */
export async function LoanPicks({ picks, text }: Readonly<{ picks: readonly Pick[]; text: string }>) {
  const [t, common] = await Promise.all([getTranslations('loans.pick'), getTranslations('common')])
  return (
    <>
      <search>
        <form action="/loans/new" method="get" className="flex gap-2 pb-3">
          <label className="box flex-1">
            <span className="sr-only">{t('search')}</span>
            <Icon name="search" />
            <input
              type="search"
              name="q"
              defaultValue={text}
              placeholder={t('search')}
              maxLength={40}
              autoComplete="off"
            />
          </label>
          <button type="submit" className="btn">
            {common('search')}
          </button>
        </form>
      </search>
      {text === '' && <p className="text-13 text-ink-2">{t('hint')}</p>}
      {text !== '' && <SectionHead ruled title={t('found')} note={t('note', { n: picks.length })} />}
      {text !== '' && picks.length === 0 && <EmptyState title={t('nothing')}>{t('nothingText')}</EmptyState>}
      <ul className="grid gap-2.5 rail:grid-cols-2 desk:grid-cols-3">
        {picks.map((pick) => (
          <li key={pick.id} className="sheet flex items-center gap-3 px-4 py-3">
            <div className="min-w-0 flex-1">
              <h3 className="text-18">{pick.headName}</h3>
              <p className="text-13 text-ink-3">
                {pick.villageName}
                {pick.groupName}
              </p>
            </div>
            <LinkButton href={`/loans/new?household=${pick.id}`}>
              {t('choose')}
              <span className="sr-only">{pick.headName}</span>
            </LinkButton>
          </li>
        ))}
      </ul>
    </>
  )
}
