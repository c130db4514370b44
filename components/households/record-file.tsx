import { valueWords } from '@/components/households/value-words'
import { Facts } from '@/components/ui/facts'
import { SectionHead } from '@/components/ui/section-head'
import { HOUSEHOLD_FIELDS, type HouseholdField } from '@/lib/households/catalogue/record-fields'
import type { WholeHousehold } from '@/lib/households/queries/whole'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'

const FLAGS = ['isMartyrFamily', 'isOneChildFamily', 'isTwoDaughterFamily'] as const

/** Causes of poverty, standard of identification, relocation, and what kind of family it is. */
export async function RecordFile({ file, status }: Readonly<{ file: WholeHousehold['file']; status: string }>) {
  const [t, { causes }, say] = await Promise.all([getTranslations('households'), clientWords('register'), valueWords()])
  const word = (field: HouseholdField) => say(HOUSEHOLD_FIELDS, field, file[field])
  const flags = FLAGS.filter((flag) => file[flag] === 'true').map((flag) => causes.flag[flag])
  const moved = (['relocationMode', 'settlementMode', 'settlementPlace'] as const).map(word).filter(Boolean)
  const isPoor = status === 'NOT_EXITED' || status === 'RELAPSED'
  const items = [
    { key: 'main', name: causes.main, value: word('mainCause') },
    { key: 'other', name: causes.other, value: word('otherCauses') },
    { key: 'standard', name: causes.standard, value: word('identificationStandard') },
    ...(isPoor || file.notExitedReason ? [{ key: 'reason', name: causes.reason, value: word('notExitedReason') }] : []),
    { key: 'relocation', name: causes.relocation, value: moved.join(t('join')) || word('isRelocated') },
    { key: 'flags', name: causes.flags, value: flags.join(t('join')) },
    ...(file.naturalVillage
      ? [{ key: 'place', name: t('edit.fields.naturalVillage'), value: file.naturalVillage }]
      : []),
  ]
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={causes.title} />
      <Facts
        items={items.map(({ value, ...item }) => ({
          ...item,
          value: value || <span className="text-ink-3">{causes.none}</span>,
        }))}
      />
    </section>
  )
}
