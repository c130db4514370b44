import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Picks } from '@/components/ui/picks'
import { Select } from '@/components/ui/select'
import type { NewEvent } from '@/lib/events/queries/new-event'
import { isArrival, isDeparture } from '@/lib/events/rules/plan'
import { type EventKind, GONE_REASONS, LOCKED_FIELDS } from '@/lib/events/schema'
import { getTranslations } from '@/lib/i18n/server'

type Props = {
  found: Pick<NewEvent, 'household' | 'other' | 'villages' | 'today'>
  kind: EventKind
  /** What stands in the address, by field. */
  chosen: (name: string) => string[]
  error: { field?: string; text: string } | null
  again?: string
}

/** The first half of an event: who, when and what becomes of open matters. A plain form whose answers stand in the address. */
export async function ChoiceForm({ found, kind, chosen, error, again }: Readonly<Props>) {
  const [t, named] = await Promise.all([getTranslations('events'), getTranslations('households')])
  const { household, other, villages, today } = found
  const one = (name: string) => chosen(name)[0] ?? ''
  const wrong = (name: string) => (error?.field === name ? error.text : undefined)
  const relation = (code: string) =>
    named.has(`relations.${code}` as never) ? named(`relations.${code}` as never) : code
  const people = household.members.map((each) => ({
    value: each.personId,
    label: `${each.name} (${relation(each.relation)})`,
  }))
  const others = household.members.filter((each) => each.relation !== 'HEAD')
  const candidates = people.filter(({ value }) => others.some(({ personId }) => personId === value))
  const needsPerson = isDeparture(kind) || kind === 'CORRECTION'
  const leaver = household.members.find(({ personId }) => personId === one('personId'))
  const headLeaves = isDeparture(kind) && leaver?.relation === 'HEAD' && others.length > 0
  const source = kind === 'MERGE' ? other : kind === 'SPLIT' ? household : null
  const matter = (name: 'clue' | 'monitoring', no: string) => (
    <Select
      name={name}
      label={t(kind === 'MERGE' ? `form.${name}Merge` : `form.${name}`, { no })}
      empty=""
      required
      defaultValue={one(name)}
      error={wrong(name)}
      options={[
        { value: 'STAY', label: t(kind === 'MERGE' ? 'form.stayMerged' : 'form.stayHere') },
        { value: 'FOLLOW', label: t(kind === 'MERGE' ? 'form.followMerged' : 'form.goAlong') },
      ]}
    />
  )
  const helperChoices =
    kind === 'SPLIT'
      ? { STAY: t('form.helpersStay'), FOLLOW: t('form.helpersAlso') }
      : kind === 'MERGE'
        ? { STAY: t('form.helpersEndMerged'), FOLLOW: t('form.helpersFollowMerged') }
        : kind === 'MOVE'
          ? { END: t('form.helpersEnd'), FOLLOW: t('form.helpersFollow') }
          : null
  return (
    <form className="sheet grid gap-4 px-4 py-4">
      <input type="hidden" name="household" value={household.id} />
      <input type="hidden" name="kind" value={kind} />
      {again && <input type="hidden" name="again" value={again} />}
      {needsPerson && (
        <Select
          name="personId"
          label={t('form.person')}
          empty=""
          required
          defaultValue={one('personId')}
          options={people}
          error={wrong('personId')}
        />
      )}
      {kind === 'CORRECTION' && (
        <Picks
          type="radio"
          name="field"
          legend={t('form.field')}
          value={chosen('field')}
          options={LOCKED_FIELDS.map((value) => ({ value, label: t(`fields.${value}`) }))}
          error={wrong('field')}
          required
        />
      )}
      {kind === 'SPLIT' && (
        <div className="grid gap-1">
          <Picks
            name="memberIds"
            legend={t('form.members')}
            options={candidates}
            value={chosen('memberIds')}
            cols={2}
            error={wrong('memberIds')}
          />
          <p className="hint">{t('form.membersHint')}</p>
        </div>
      )}
      {(headLeaves || wrong('newHeadId') || kind === 'HEAD_CHANGE' || kind === 'SPLIT') && others.length > 0 && (
        <Select
          name="newHeadId"
          label={t(kind === 'SPLIT' ? 'form.newHeadOfNew' : 'form.newHead')}
          hint={headLeaves ? t('form.newHeadHint') : undefined}
          empty=""
          required={kind !== 'SPLIT'}
          defaultValue={one('newHeadId')}
          options={candidates}
          error={wrong('newHeadId')}
        />
      )}
      {kind === 'MERGE' && (
        <Field
          name="otherNo"
          label={t('form.otherNo')}
          required
          maxLength={20}
          defaultValue={one('otherNo')}
          error={wrong('otherNo')}
        />
      )}
      {kind === 'MOVE' && (
        <Select
          name="village"
          label={t('form.village')}
          empty=""
          required
          defaultValue={one('village')}
          options={villages}
          error={wrong('village')}
        />
      )}
      {kind === 'GONE' && (
        <Picks
          type="radio"
          name="goneReason"
          legend={t('form.goneReason')}
          cols={1}
          value={chosen('goneReason')}
          options={GONE_REASONS.map((value) => ({ value, label: t(`goneReasons.${value}`) }))}
          error={wrong('goneReason')}
          required
        />
      )}
      {source?.clue && matter('clue', source.clue.no)}
      {source?.openCase && matter('monitoring', source.openCase.no)}
      {helperChoices && household.helpers.length > 0 && (
        <Picks
          type="radio"
          name="helpers"
          legend={t('form.helpers')}
          cols={2}
          value={[one('helpers') || (Object.keys(helperChoices)[0] as string)]}
          options={Object.entries(helperChoices).map(([value, label]) => ({ value, label }))}
        />
      )}
      <Field
        type="date"
        name="effectiveOn"
        label={t('form.day')}
        hint={t('form.dayHint')}
        required
        max={today}
        defaultValue={one('effectiveOn') || today}
        error={wrong('effectiveOn')}
      />
      <Button type="submit" look={isArrival(kind) ? 'plain' : 'act'} size="big">
        {t('form.next')}
      </Button>
    </form>
  )
}
