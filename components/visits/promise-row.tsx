import { Field } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import type { FormWords } from '@/components/visits/form-words'
import type { Typed } from '@/components/visits/typed'

type Props = { at: number; words: FormWords['promises']; typed: Typed; earliest: string; onRemove?: () => void }

/** One promise: what, and by when. */
export function PromiseRow({ at, words, typed, earliest, onRemove }: Readonly<Props>) {
  const name = `promises[${at}]`
  return (
    <div className="grid gap-2 pb-4 rail:grid-cols-[minmax(0,1fr)_12rem]">
      <Field
        name={`${name}.content`}
        label={words.content}
        error={typed.error(`${name}.content`)}
        defaultValue={typed.text(`${name}.content`)}
        maxLength={200}
        autoComplete="off"
      />
      <Field
        name={`${name}.dueOn`}
        label={words.due}
        type="date"
        min={earliest}
        error={typed.error(`${name}.dueOn`)}
        defaultValue={typed.text(`${name}.dueOn`)}
      />
      {onRemove && (
        <button type="button" className="btn quiet small justify-self-end rail:col-span-2" onClick={onRemove}>
          <Icon name="cross" />
          {words.remove}
        </button>
      )}
    </div>
  )
}
