import { Glyph } from '@/components/ui/glyph'

export type YesNoWords = { yes: string; no: string; unknown: string }

type Props = { name: string; legend: string; words: YesNoWords; value: string; error?: string }

/** A question with yes, no and not known, in one line: three native radios. `value` is 'true', 'false' or empty. */
export function YesNo({ name, legend, words, value, error }: Readonly<Props>) {
  const id = `f-${name}`
  const answers = [
    ['true', words.yes],
    ['false', words.no],
    ['', words.unknown],
  ] as const
  return (
    <fieldset className="border-t border-hair py-1" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="float-left flex min-h-12 w-[calc(100%-13.5rem)] items-center rail:min-h-9">{legend}</legend>
      <div className="flex justify-end">
        {answers.map(([answer, word], index) => (
          <label
            key={answer}
            className="flex min-h-12 flex-none cursor-pointer items-center gap-1.5 px-1.5 whitespace-nowrap rail:min-h-9"
          >
            <input
              type="radio"
              id={index === 0 ? id : undefined}
              name={name}
              value={answer}
              defaultChecked={value === answer}
              className="size-5 flex-none accent-dai"
            />
            {word}
          </label>
        ))}
      </div>
      {error && (
        <p className="mend clear-both" id={`${id}-error`}>
          <Glyph state="crossed" />
          {error}
        </p>
      )}
    </fieldset>
  )
}
