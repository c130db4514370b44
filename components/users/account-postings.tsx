import { Chip } from '@/components/ui/chip'
import { Reveal } from '@/components/ui/reveal'
import { POSTING_SIGNS } from '@/components/users/account-table'
import { DeedForm } from '@/components/users/deed-form'
import { deedWords } from '@/components/users/deed-words'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { decideProposalAction, setPostingEndAction } from '@/lib/users/actions/accounts'
import type { AccountPosting } from '@/lib/users/queries/accounts'

type Props = { postings: readonly AccountPosting[]; mayManage: boolean; proof: boolean }

/** The postings of an account, with what an administrator may do with each. */
export async function AccountPostings({ postings, mayManage, proof }: Readonly<Props>) {
  const [t, roles, words, locale] = await Promise.all([
    getTranslations('users.people'),
    getTranslations('users.roles'),
    deedWords(),
    getLocale(),
  ])
  return (
    <ul>
      {postings.map((posting) => (
        <li key={posting.id} className="grid gap-2 border-b border-hair py-3 last:border-0">
          <span className="flex flex-wrap items-center gap-2">
            <b>
              {posting.regionName} {posting.title || roles(posting.role)}
            </b>
            <Chip state={POSTING_SIGNS[posting.state]}>{t(`postingStates.${posting.state}`)}</Chip>
          </span>
          <span className="text-13 text-ink-2">
            {[
              roles(posting.role),
              t('span', {
                from: longDay(posting.validFrom, locale),
                to: posting.validTo ? longDay(posting.validTo, locale) : t('openEnd'),
              }),
              posting.actingForName && t('actingFor', { name: posting.actingForName }),
              posting.proposedByName && t('proposedBy', { name: posting.proposedByName }),
            ]
              .filter(Boolean)
              .join(', ')}
          </span>
          {mayManage && posting.state === 'PROPOSED' && (
            <div className="flex flex-wrap gap-3">
              {(['CONFIRMED', 'DECLINED'] as const).map((decision) => (
                <DeedForm
                  key={decision}
                  action={decideProposalAction}
                  commandId={crypto.randomUUID()}
                  hidden={{ postingId: posting.id, decision }}
                  proof={proof}
                  look={decision === 'CONFIRMED' ? 'act' : 'plain'}
                  words={{ ...words, submit: t(decision === 'CONFIRMED' ? 'one.confirm' : 'one.decline') }}
                />
              ))}
            </div>
          )}
          {mayManage && posting.state !== 'PROPOSED' && posting.state !== 'DECLINED' && (
            <Reveal summary={t('one.setEnd')}>
              <DeedForm
                action={setPostingEndAction}
                commandId={crypto.randomUUID()}
                hidden={{ postingId: posting.id }}
                proof={proof}
                look="plain"
                fields={[
                  {
                    name: 'validTo',
                    label: t('form.to'),
                    hint: t('one.endHint'),
                    type: 'date',
                    value: posting.validTo ?? '',
                    optional: t('form.optional'),
                  },
                ]}
                words={{ ...words, submit: t('one.save') }}
              />
            </Reveal>
          )}
        </li>
      ))}
    </ul>
  )
}
