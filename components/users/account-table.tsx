import { Chip } from '@/components/ui/chip'
import type { StateKey } from '@/components/ui/glyph'
import { LedgerTable } from '@/components/ui/ledger-table'
import { longDay, moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { AccountPosting, AccountRow } from '@/lib/users/queries/accounts'
import type { PostingState } from '@/lib/users/rules/grants'

export const POSTING_SIGNS: Record<PostingState, StateKey> = {
  PROPOSED: 'open',
  DECLINED: 'na',
  COMING: 'assigned',
  EXPIRING: 'due',
  OPEN: 'held',
  ENDED: 'na',
}

/** People with their present postings; ended ones only where there is no other. */
export async function AccountTable({ rows }: Readonly<{ rows: readonly AccountRow[] }>) {
  const [t, roles, locale] = await Promise.all([
    getTranslations('users.people'),
    getTranslations('users.roles'),
    getLocale(),
  ])
  const present = (postings: AccountPosting[]) => {
    const open = postings.filter(({ state }) => state !== 'ENDED' && state !== 'DECLINED')
    return open.length > 0 ? open : postings.slice(0, 1)
  }
  const span = (posting: AccountPosting) =>
    t('span', {
      from: longDay(posting.validFrom, locale),
      to: posting.validTo ? longDay(posting.validTo, locale) : t('openEnd'),
    })
  return (
    <LedgerTable
      caption={t('caption')}
      stack
      columns={(['name', 'account', 'post', 'until', 'seen', 'standing'] as const).map((key) => ({
        head: t(`columns.${key}`),
      }))}
      rows={rows.map((row) => ({
        key: row.id,
        mark: row.isActive ? undefined : ('past' as const),
        cells: [
          <a key="name" href={`/admin/people/${row.id}`} className="font-semibold text-dai">
            {row.name}
          </a>,
          <span key="account">
            {row.username}
            <span className="block text-12 text-ink-3">{row.hasFactor ? t('factorOn') : t('noFactor')}</span>
          </span>,
          <span key="post">
            {present(row.postings).map((posting) => (
              <span key={posting.id} className="block">
                {posting.regionName} {posting.title || roles(posting.role)}
                {posting.actingForName && ` (${t('actingFor', { name: posting.actingForName })})`}
              </span>
            ))}
          </span>,
          <span key="until">
            {present(row.postings).map((posting) => (
              <span key={posting.id} className="block">
                {span(posting)}
              </span>
            ))}
          </span>,
          row.lastSeenAt ? moment(row.lastSeenAt, locale) : t('never'),
          row.isActive ? (
            row.hasPassword ? (
              present(row.postings).map((posting) => (
                <Chip key={posting.id} state={POSTING_SIGNS[posting.state]} bare>
                  {t(`postingStates.${posting.state}`)}
                </Chip>
              ))
            ) : (
              <Chip key="invited" state="open" bare>
                {t('states.INVITED')}
              </Chip>
            )
          ) : (
            <Chip key="closed" state="na" bare>
              {t('states.CLOSED')}
            </Chip>
          ),
        ],
      }))}
    />
  )
}
