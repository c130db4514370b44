import { listAddress } from '@/components/shell/address'
import { LinkButton } from '@/components/ui/link-button'
import { getTranslations } from '@/lib/i18n/server'
import { addMonths } from '@/lib/platform/days'

type Props = { path: string; month: string; today: string; region?: string }

/** The month before and, up to this one, the month after. */
export async function MonthNav({ path, month, today, region }: Readonly<Props>) {
  const t = await getTranslations('worklogs')
  const at = (months: number) => listAddress(path, { region, month: addMonths(`${month}-01`, months).slice(0, 7) })
  return (
    <nav className="flex gap-2 py-3" aria-label={t('month')}>
      <LinkButton href={at(-1)} size="small" look="quiet">
        {t('earlier')}
      </LinkButton>
      {month < today.slice(0, 7) && (
        <LinkButton href={at(1)} size="small" look="quiet">
          {t('later')}
        </LinkButton>
      )}
    </nav>
  )
}
