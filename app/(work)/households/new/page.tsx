import type { Metadata } from 'next'
import { hintWords } from '@/components/duplicates/hint-words'
import { SamePersonHint } from '@/components/duplicates/same-person-hint'
import { EntryForm, type EntryPart } from '@/components/households/entry-form'
import { fieldViews } from '@/components/households/field-views'
import { recordFormWords } from '@/components/households/form-words'
import type { FieldView } from '@/components/households/record-field'
import { PageHead } from '@/components/shell/page-head'
import { registerHouseholdAction } from '@/lib/households/actions'
import { listVillages } from '@/lib/households/queries/new-household'
import { MOST_NEW_MEMBERS, NEW_HOUSEHOLD_FIELDS, NEW_MEMBER_FIELDS } from '@/lib/households/schema/register'
import { clientWords } from '@/lib/i18n/client-words'
import { fill } from '@/lib/i18n/fill'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('register'))('newHousehold.title') }
}

export default async function NewHouseholdPage() {
  const { villages, userId, today } = await load('household:register', async (ctx) => ({
    villages: await listVillages(ctx),
    userId: ctx.actor.userId,
    today: ctx.today,
  }))
  const [t, register, formWords, hint] = await Promise.all([
    getTranslations('households'),
    clientWords('register'),
    recordFormWords(),
    hintWords(),
  ])
  const { newHousehold: words, codes, person } = register
  const place: FieldView[] = [
    {
      name: 'villageCode',
      label: words.fields.villageCode,
      control: 'choice',
      required: true,
      options: villages.map(({ code, name, township }) => ({ value: code, label: `${township} ${name}` })),
    },
    { name: 'since', label: words.fields.since, control: 'day', required: true, latest: today },
    ...fieldViews(
      NEW_HOUSEHOLD_FIELDS,
      Object.keys(NEW_HOUSEHOLD_FIELDS),
      {},
      {
        labels: words.fields,
        hints: { phone: register.household.hints.phone },
        codes,
      },
    ).map((view) => (view.control === 'sealed' ? { ...view, control: 'text' as const, max: 40 } : view)),
  ]
  const member = fieldViews(
    NEW_MEMBER_FIELDS,
    Object.keys(NEW_MEMBER_FIELDS),
    {},
    {
      labels: person.fields,
      hints: { idNumber: words.hints.idNumber, health: person.hints.health },
      codes,
    },
  ).map((view) => (view.control === 'sealed' ? { ...view, control: 'text' as const, max: 22 } : view))
  const rows = Array.from({ length: MOST_NEW_MEMBERS }, (_, row): EntryPart => {
    const prefix = `members[${row}].`
    const typed = { name: `${prefix}name`, birthDate: `${prefix}birthDate`, sex: `${prefix}sex` }
    return {
      key: `member-${row}`,
      title: row === 0 ? words.head : fill(words.member, { n: row + 1 }),
      note: row === 0 ? words.membersNote : undefined,
      prefix,
      hidden: { id: crypto.randomUUID() },
      fields: member,
      folded: row > 0,
      below: (
        <SamePersonHint fields={{ ...typed, idNumber: `${prefix}idNumber`, village: 'villageCode' }} words={hint} />
      ),
    }
  })
  const start = { since: today, householdType: 'GENERAL_RURAL', 'members[0].relation': 'HEAD' }
  return (
    <>
      <PageHead
        title={words.title}
        back="/households"
        crumbs={[{ href: '/households', label: t('title') }, { label: words.title }]}
      />
      <EntryForm
        action={registerHouseholdAction}
        commandId={crypto.randomUUID()}
        hidden={{ id: crypto.randomUUID() }}
        parts={[{ key: 'place', title: words.place, fields: place }, ...rows]}
        start={start}
        draftKey={`household.register:${userId}`}
        words={{ ...formWords, save: words.save }}
      />
    </>
  )
}
