import { Pager } from '@/components/ui/pager'
import { getTranslations } from '@/lib/i18n/server'

type Props = {
  /** Where the reader stands now, and where the list goes on. */
  after: string | undefined
  next: string | null
  /** The list's address with its tab and filters, from a place on; null is its beginning. */
  address: (over: { after: string | null }) => string
}

/** Forward through a list that is paged by key, and back to its beginning. */
export async function ListPager({ after, next, address }: Readonly<Props>) {
  const t = await getTranslations('common')
  return (
    <Pager
      label={t('paging')}
      newer={after ? { href: address({ after: null }), label: t('first') } : undefined}
      older={next ? { href: address({ after: next }), label: t('older') } : undefined}
    />
  )
}
