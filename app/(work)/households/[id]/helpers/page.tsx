import type { Metadata } from 'next'
import { EntryForm } from '@/components/households/entry-form'
import { fieldViews } from '@/components/households/field-views'
import { recordFormWords } from '@/components/households/form-words'
import { HelperFacts } from '@/components/households/helper-facts'
import type { FieldView } from '@/components/households/record-field'
import { PageHead } from '@/components/shell/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { assignHelperAction, endHelperAction } from '@/lib/households/actions'
import { valuesOf } from '@/lib/households/catalogue/codes'
import { getHelpers } from '@/lib/households/queries/helpers'
import { HELPER_FIELDS } from '@/lib/households/schema/register'
import { clientWords } from '@/lib/i18n/client-words'
import { fill } from '@/lib/i18n/fill'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('register'))('helper.title') }
}

export default async function HelpersPage({ params }: PageProps<'/households/[id]/helpers'>) {
  const { id } = await params
  const { found, userId, today } = await load('household:read', async (ctx) => ({
    found: await getHelpers(ctx, id),
    userId: ctx.actor.userId,
    today: ctx.today,
  }))
  const [t, locale, register, formWords] = await Promise.all([
    getTranslations('households'),
    getLocale(),
    clientWords('register'),
    recordFormWords(),
  ])
  const { helper: words, codes } = register
  const { fields, hints } = words
  const { place, helpers, choices, mayAssign } = found
  const household = { href: `/households/${place.id}`, label: t('householdOf', { name: place.headName }) }
  const choice = {
    name: 'userId',
    label: fields.userId,
    control: 'choice',
    hint: hints.userId,
    options: choices.map((each) => ({
      value: each.id,
      label: [each.name, each.title || each.unit, `(${fill(words.load, { n: each.load })})`].filter(Boolean).join(' '),
    })),
  } as const satisfies FieldView
  const from = { name: 'validFrom', label: fields.validFrom, control: 'day', required: true } as const
  const outside = fieldViews(HELPER_FIELDS, Object.keys(HELPER_FIELDS), {}, { labels: fields, hints, codes }).map(
    (view) => (view.control === 'sealed' ? { ...view, control: 'text' as const, max: 40 } : view),
  )
  const reasons = valuesOf('helperEnd').map((value) => ({
    value,
    label: (codes.helperEnd as Readonly<Record<string, string>>)[value] ?? value,
  }))
  const ending: FieldView[] = [
    { name: 'endOn', label: fields.endOn, control: 'day', required: true },
    { name: 'endReason', label: fields.endReason, control: 'choice', options: reasons, required: true },
    { name: 'handoverNote', label: fields.handoverNote, control: 'area', hint: hints.handoverNote, max: 300 },
  ]
  const present = helpers.filter((helper) => helper.isPresent)
  const former = helpers.filter((helper) => !helper.isPresent)
  const fact = (helper: (typeof helpers)[number]) => (
    <HelperFacts helper={helper} words={words} codes={codes} locale={locale} />
  )
  return (
    <>
      <PageHead
        title={words.title}
        aside={household.label}
        back={household.href}
        crumbs={[household, { label: words.title }]}
        sub={place.village}
      />
      <div className="grid max-w-200 gap-4">
        <section className="sheet wenwu px-4 pb-4">
          <SectionHead title={words.title} />
          {present.length === 0 && <EmptyState title={words.none} />}
          {present.map((helper) => (
            <div key={helper.id} className="border-t border-hair py-2">
              {fact(helper)}
              {mayAssign && helper.to === null && (
                <Reveal summary={words.end}>
                  <EntryForm
                    action={endHelperAction}
                    commandId={crypto.randomUUID()}
                    hidden={{ helperId: helper.id }}
                    parts={[{ key: 'end', title: `${words.end} ${helper.name}`, fields: ending }]}
                    start={{ endOn: today }}
                    draftKey={`helper.end:${userId}:${helper.id}`}
                    words={{ ...formWords, save: words.end }}
                  />
                </Reveal>
              )}
            </div>
          ))}
        </section>
        {mayAssign && (
          <EntryForm
            action={assignHelperAction}
            commandId={crypto.randomUUID()}
            hidden={{ id: crypto.randomUUID(), householdId: place.id }}
            parts={[
              { key: 'choose', title: words.assign, fields: [choice, from] },
              {
                key: 'outside',
                title: words.outside,
                note: words.outsideNote,
                fields: outside,
                folded: choices.length > 0,
              },
            ]}
            start={{ validFrom: today }}
            draftKey={`helper.assign:${userId}:${place.id}`}
            words={{ ...formWords, empty: words.chooseNone, save: words.assign }}
            acknowledge={{ name: 'acknowledge', label: fields.acknowledge }}
          />
        )}
        {former.length > 0 && (
          <section className="sheet px-4 pb-4">
            <SectionHead title={words.former} />
            {former.map((helper) => (
              <div key={helper.id} className="border-t border-hair py-2">
                {fact(helper)}
              </div>
            ))}
          </section>
        )}
      </div>
    </>
  )
}
