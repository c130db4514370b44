import { UnmaskLink } from '@/components/households/unmask-link'
import { Facts } from '@/components/ui/facts'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SectionHead } from '@/components/ui/section-head'
import type { HouseholdRecord, Member, Shown } from '@/lib/households/queries/record'
import { mayUnmask, type UnmaskField } from '@/lib/households/rules/unmask'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { Role } from '@/lib/platform/actor'

/** Members with masked ID numbers, and what is known of the household as a whole. */
export async function RecordMembers({ record, role }: Readonly<{ record: HouseholdRecord; role: Role }>) {
  const [t, common, locale] = await Promise.all([getTranslations('households'), getTranslations('common'), getLocale()])
  const { household } = record
  const code = (group: 'relations' | 'health' | 'labour', value: string) =>
    t.has(`${group}.${value}` as never) ? t(`${group}.${value}` as never) : value
  const shown = (value: Shown, field?: UnmaskField, member?: Member) =>
    value.state === 'MASKED' ? (
      <span className="tabular-nums">
        {value.text}
        {field && mayUnmask(role, field) && (
          <UnmaskLink
            householdId={household.id}
            field={field}
            personId={member?.id}
            name={member?.name ?? household.headName}
          />
        )}
      </span>
    ) : value.state === 'NONE' ? (
      t('page.none')
    ) : (
      t('page.unreadable')
    )
  const health = ({ health }: Member) => {
    if (typeof health === 'boolean') return health ? t('page.hasHealth') : t('page.noHealth')
    return health.length === 0 ? common('unknown') : health.map((each) => code('health', each)).join(t('join'))
  }
  const bank = household.bankName ?? ''
  const account = household.bankAccount.state === 'MASKED' && /\d{4}$/.exec(household.bankAccount.text)?.[0]
  const accountText = account ? t('page.tail', { tail: account }) : shown(household.bankAccount)
  return (
    <section className="sheet wenwu px-4 pb-4">
      <SectionHead title={t('page.members')} note={t('page.membersNote')} />
      <LedgerTable
        caption={t('page.members')}
        stack
        columns={[
          { head: t('page.columns.name') },
          { head: t('page.columns.relation') },
          { head: t('page.columns.sex') },
          { head: t('page.columns.age'), align: 'r' },
          { head: t('page.columns.idNumber') },
          { head: t('page.columns.health') },
          { head: t('page.columns.labour') },
          { head: t('page.columns.insured') },
        ]}
        rows={record.members.map((member) => ({
          key: member.id,
          cells: [
            <a
              key="name"
              href={`/households/${household.id}/members/${member.id}`}
              className="font-semibold text-dai underline-offset-2 hover:underline"
            >
              {member.name}
            </a>,
            code('relations', member.relation),
            member.sex === 'M' ? t('page.male') : t('page.female'),
            member.age,
            shown(member.idNumber, 'idNumber', member),
            health(member),
            member.labour ? code('labour', member.labour) : common('unknown'),
            member.insured === null ? common('unknown') : member.insured ? t('page.insured') : t('page.notInsured'),
          ],
        }))}
      />
      <div className="pt-3">
        <Facts
          items={[
            { key: 'phone', name: t('page.phone'), value: shown(household.phone, 'phone') },
            {
              key: 'bank',
              name: t('page.bank'),
              value:
                household.bankAccount.state === 'NONE' && bank ? (
                  bank
                ) : (
                  <>
                    {bank} {accountText}
                    {household.bankAccount.state === 'MASKED' && mayUnmask(role, 'bankAccount') && (
                      <UnmaskLink householdId={household.id} field="bankAccount" name={household.headName} />
                    )}
                  </>
                ),
            },
            { key: 'size', name: t('page.size'), value: common('persons', { n: household.memberCount }) },
            {
              key: 'housing',
              name: t('page.housing'),
              value: household.housingGrade ? t('page.grade', { grade: household.housingGrade }) : t('page.none'),
            },
            ...(household.address === null
              ? []
              : [{ key: 'address', name: t('page.address'), value: household.address || t('page.none') }]),
            { key: 'national', name: t('page.national'), value: household.nationalHouseholdNo ?? t('page.none') },
            ...(household.identifiedOn
              ? [{ key: 'identified', name: t('page.identified'), value: longDay(household.identifiedOn, locale) }]
              : []),
          ]}
        />
      </div>
    </section>
  )
}
