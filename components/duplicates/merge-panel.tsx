import { ReviewForm } from '@/components/duplicates/review-form'
import { fieldSpeaker } from '@/components/duplicates/speak'
import { SectionHead } from '@/components/ui/section-head'
import { Tabs } from '@/components/ui/tabs'
import { mergeHouseholdAction, mergePersonAction } from '@/lib/duplicates/actions'
import type { ReviewView } from '@/lib/duplicates/queries/review'
import type { Side } from '@/lib/duplicates/schema'
import { getTranslations } from '@/lib/i18n/server'

type Props = { review: ReviewView; keep: Side }

/** Chooses which record goes on and, where they differ, from which side each field is taken. */
export async function MergePanel({ review, keep }: Readonly<Props>) {
  const [t, common, named, speak] = await Promise.all([
    getTranslations('duplicates'),
    getTranslations('common'),
    getTranslations('households.relations'),
    fieldSpeaker(),
  ])
  const going: Side = keep === 'left' ? 'right' : 'left'
  const here = `/duplicates/${review.id}`
  const differing = review.rows.filter((row) => !row.isSame)
  const members = review.members
  const relation = (code: string) => named(code as never)
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('merge.title')} />
      <p className="pb-1 text-13 text-ink-3">{t('merge.keepNote')}</p>
      <Tabs
        label={t('merge.keep')}
        tabs={[
          { href: `${here}?keep=left`, label: t('merge.keepLeft'), current: keep === 'left' },
          { href: `${here}?keep=right`, label: t('merge.keepRight'), current: keep === 'right' },
        ]}
      />
      <div className="pt-3">
        <ReviewForm
          key={keep}
          action={review.kind === 'PERSON' ? mergePersonAction : mergeHouseholdAction}
          commandId={crypto.randomUUID()}
          carried={{
            reviewId: review.id,
            version: review.version,
            keep,
            ...Object.fromEntries((members?.[going] ?? []).map(({ id }, index) => [`members[${index}].dropped`, id])),
          }}
          asked={[
            ...(differing.length > 0 ? [{ kind: 'head' as const, name: 'choose', label: t('merge.choose') }] : []),
            ...differing.map((row) => ({
              kind: 'radio' as const,
              name: `choose.${row.field}`,
              label: t(`fields.${row.field}` as never),
              value: row.start[keep],
              options: (['left', 'right'] as const).map((side) => ({
                value: side,
                label: speak(row[side]) || t('review.blank'),
              })),
            })),
            ...(members && members[going].length > 0
              ? [{ kind: 'head' as const, name: 'members', label: t('merge.members') }]
              : []),
            ...(members?.[going] ?? []).map((member, index) => ({
              kind: 'select' as const,
              name: `members[${index}].kept`,
              label: [relation(member.relation), member.name, member.birthDate].join(' '),
              empty: t('merge.newMember'),
              value: member.twin ?? '',
              options: (members?.[keep] ?? []).map((each) => ({
                value: each.id,
                label: [relation(each.relation), each.name, each.birthDate].join(' '),
              })),
            })),
            {
              kind: 'text',
              name: 'note',
              id: 'f-merge-note',
              label: t('merge.note'),
              hint: t('merge.noteHint'),
              optional: common('optional'),
            },
          ]}
          submit={t('merge.do')}
          busy={t('merge.busy')}
        />
      </div>
    </section>
  )
}
