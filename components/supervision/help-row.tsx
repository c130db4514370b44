import type { typedIn } from '@/components/shell/typed'
import type { SessionWords } from '@/components/supervision/session-words'
import { Field } from '@/components/ui/field'
import { MoneyInput } from '@/components/ui/money-input'
import { type Option, Select } from '@/components/ui/select'

type Props = { at: number; options: readonly Option[]; words: SessionWords; typed: ReturnType<typeof typedIn> }

/** One piece of help: solved on the spot or brought along, and what it is worth. */
export function HelpRow({ at, options, words, typed }: Readonly<Props>) {
  const name = (part: string) => `help[${at}].${part}`
  const shared = (part: string, label: string) => ({
    name: name(part),
    id: `f-${name(part)}`,
    label,
    error: typed.error(name(part)),
  })
  return (
    <div className="grid gap-2 border-b border-hair pb-4 rail:grid-cols-[10rem_minmax(0,1fr)_10rem]">
      <Select {...shared('kind', words.helpKind)} options={options} defaultValue={typed.one(name('kind'), 'SOLVED')} />
      <Field
        {...shared('content', words.helpContent)}
        defaultValue={typed.one(name('content'))}
        maxLength={200}
        autoComplete="off"
      />
      <MoneyInput {...shared('amount', words.helpAmount)} unit={words.yuan} defaultValue={typed.one(name('amount'))} />
    </div>
  )
}
