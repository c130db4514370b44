import { yuan } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { getPayoutOf } from '@/lib/relief/queries/application'

type Props = { payout: NonNullable<Awaited<ReturnType<typeof getPayoutOf>>> }

/** The application whose payout a measure is; that it was taken back, and what was recovered. */
export async function MeasureOrigin({ payout }: Readonly<Props>) {
  const t = await getTranslations('relief')
  const { id, no, line, recoveredFen } = payout
  return (
    <p className="flex flex-wrap gap-x-2 pt-3 text-13 text-ink-2">
      <a href={`/relief/${id}`}>{t('measure.of', { line: t(`lines.L${line}`), no })}</a>
      {recoveredFen !== null && <b>{t('measure.revoked', { yuan: yuan(recoveredFen) })}</b>}
    </p>
  )
}
