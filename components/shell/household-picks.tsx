import type { ReactNode } from 'react'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { getTranslations } from '@/lib/i18n/server'

type Pick = {
  id: string
  headName: string
  villageName: string
  groupName: string
  /** What stands beside the name, beside the village, and below both. */
  beside?: ReactNode
  more?: ReactNode
  below?: ReactNode
}

type Props = {
  /** The form that opens with the chosen household. */
  path: '/visits/new' | '/loans/new'
  text: string
  picks: readonly Pick[]
  words: { search: string; choose: string }
  /** Over what was found or is proposed; none where nothing was asked and nothing is proposed. */
  head: { title: string; note: string } | null
  hint?: string
  nothing: { title: string; text: string }
  /** The first is the one to take. */
  isRanked?: boolean
}

/** Finds the household that a form on a phone is about: a search box over a list to choose from. */
export async function HouseholdPicks(props: Readonly<Props>) {
  const { path, text, picks, words, head, hint, nothing, isRanked } = props
  const common = await getTranslations('common')
  return (
    <>
      <search>
        <form action={path} method="get" className="flex gap-2 pb-3">
          <label className="box flex-1">
            <span className="sr-only">{words.search}</span>
            <Icon name="search" />
            <input
              type="search"
              name="q"
              defaultValue={text}
              placeholder={words.search}
              maxLength={40}
              autoComplete="off"
            />
          </label>
          <button type="submit" className="btn">
            {common('search')}
          </button>
        </form>
      </search>
      {hint && <p className="text-13 text-ink-2">{hint}</p>}
      {head && <SectionHead ruled title={head.title} note={head.note} />}
      {head && picks.length === 0 && <EmptyState title={nothing.title}>{nothing.text}</EmptyState>}
      <ul className="grid gap-2.5 rail:grid-cols-2 desk:grid-cols-3">
        {picks.map((pick, index) => (
          <li key={pick.id} className="sheet flex items-center gap-3 px-4 py-3">
            <div className="min-w-0 flex-1">
              <h3 className="text-18">
                {pick.headName}
                {pick.beside}
              </h3>
              <p className="text-13 text-ink-3">
                {pick.villageName}
                {pick.groupName}
                {pick.more}
              </p>
              {pick.below}
            </div>
            <LinkButton href={`${path}?household=${pick.id}`} look={isRanked && index === 0 ? 'act' : 'plain'}>
              {words.choose}
              <span className="sr-only">{pick.headName}</span>
            </LinkButton>
          </li>
        ))}
      </ul>
    </>
  )
}
