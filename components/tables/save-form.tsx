import { StepForm } from '@/components/shell/step-form'
import { tableSpeaker } from '@/components/tables/words'
import { SectionHead } from '@/components/ui/section-head'
import { editTableAction, saveTableAction } from '@/lib/tables/actions'
import { type Definition, LONGEST_NAME, SHARED_WITH, type SharedWith } from '@/lib/tables/schema'

type Saved = { id: string; name: string; shared: SharedWith; version: number }

/** Keeps what the table shows under a name, or in place of what one's own saved table showed. */
export async function SaveForm({ definition, saved }: Readonly<{ definition: Definition; saved: Saved | null }>) {
  const { t, brief } = await tableSpeaker()
  const own: Record<string, string | number> = saved
    ? { tableId: saved.id, version: saved.version }
    : { id: crypto.randomUUID() }
  return (
    <section className="sheet mt-4 px-4 pb-4">
      <SectionHead title={saved ? t('save.change', { name: saved.name }) : t('save.title')} />
      <StepForm
        action={saved ? editTableAction : saveTableAction}
        hidden={{ commandId: crypto.randomUUID(), definition: JSON.stringify(definition), ...own }}
        isWide
        fields={[
          {
            name: 'name',
            label: t('save.name'),
            type: 'text',
            max: LONGEST_NAME,
            value: saved?.name ?? brief(definition),
            needed: true,
          },
          {
            name: 'shared',
            label: t('save.shared'),
            type: 'select',
            value: saved?.shared ?? 'ME',
            hint: t('sharedHint'),
            options: SHARED_WITH.map((value) => ({ value, label: t(`sharedWith.${value}`) })),
          },
        ]}
        submit={saved ? t('save.changeDo') : t('save.do')}
        busy={t('save.busy')}
        conflict={{ text: t('save.conflict'), mine: t('save.mine'), theirs: t('save.theirs') }}
      />
    </section>
  )
}
