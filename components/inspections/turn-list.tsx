import { Chip } from '@/components/ui/chip'
import { Dot } from '@/components/ui/dot'
import { LinkButton } from '@/components/ui/link-button'
import { Tag } from '@/components/ui/tag'
import { getTranslations } from '@/lib/i18n/server'
import type { listTurns } from '@/lib/inspections/queries/turns'

type Turns = Awaited<ReturnType<typeof listTurns>>['turns']
type Props = { campaignId: string; turns: Turns; mayRecord: boolean; isPast: boolean }

/** Drawn households one below the other, each with why it was drawn and one button. */
export async function TurnList({ campaignId, turns, mayRecord, isPast }: Readonly<Props>) {
  const t = await getTranslations('inspections')
  return (
    <ul className="sheet px-4">
      {turns.map((turn) => (
        <li key={turn.householdId} className="flex items-center gap-3 border-b border-hair py-3 last:border-0">
          <div className="min-w-0 grow">
            <p>
              <a href={`/households/${turn.householdId}`} className="text-16 font-semibold">
                {turn.headName}
              </a>{' '}
              <Tag>{t(`reasons.${turn.reason}`)}</Tag>
            </p>
            <p className="text-13 text-ink-3">
              {turn.village}
              {turn.group}
              <Dot />
              {t('turns.members', { n: turn.members })}
              <Dot />
              {t(`strata.${turn.stratum}`)}
            </p>
            {turn.tries > 0 && turn.outcome && (
              <Chip bare state={mayRecord && !turn.form ? 'due' : 'na'}>
                {t(`outcomes.${turn.outcome}`)}
                {turn.tries > 1 && t('turns.tries', { n: turn.tries })}
              </Chip>
            )}
            {turn.isOften && <Chip state="behind">{t('turns.often', { n: turn.times })}</Chip>}
          </div>
          {turn.form ? (
            <div className="grid justify-items-end gap-1">
              <Chip bare state={turn.form.no > 0 ? 'crossed' : 'held'}>
                {turn.form.no > 0 ? t('turns.problems', { n: turn.form.no }) : t('turns.inOrder')}
              </Chip>
              <a href={`/inspections/forms/${turn.form.id}`} aria-label={`${t('turns.see')} ${turn.headName}`}>
                {t('turns.see')}
              </a>
            </div>
          ) : (
            mayRecord &&
            !isPast && (
              <LinkButton href={`/inspections/${campaignId}/inspect/${turn.householdId}`} look="act">
                {t('turns.go')}
                <span className="sr-only">{turn.headName}</span>
              </LinkButton>
            )
          )}
        </li>
      ))}
    </ul>
  )
}
