import { LinkButton } from '@/components/ui/link-button'
import { kindsOf } from '@/lib/exports/rules/view'
import type { Kind } from '@/lib/exports/schema'
import { getTranslations } from '@/lib/i18n/server'
import type { Role } from '@/lib/platform/actor'

type Props = { role: Role; kind: Kind; list: string; isNamed?: boolean }

/** Leads from a list to its export; nothing for whoever may not take it out. `list` is the list's address; one of several on a page is named. */
export async function ExportButton({ role, kind, list, isNamed = kind === 'SUMMARY' }: Readonly<Props>) {
  if (!kindsOf(role).includes(kind)) return null
  const t = await getTranslations('exports')
  const query = new URLSearchParams({ kind, list: list.split('?')[1] ?? '' })
  return (
    <LinkButton href={`/exports/new?${query}`} icon="download">
      {isNamed ? t('of', { kind: t(`kinds.${kind}`) }) : t('button')}
    </LinkButton>
  )
}
