'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { typedIn } from '@/components/shell/typed'
import { Field } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/platform/answer'

type Row = { pair: string; name: string; village: string; income: string; failing: string }
type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  commandId: string
  year: number
  rows: readonly Row[]
  words: Readonly<Record<'year' | 'choose' | 'household' | 'income' | 'failing' | 'go' | 'busy' | 'caption', string>>
}

/** A list to tick: the households that go on a year's exit list. */
export function PlanForm({ action, commandId, year, rows, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const typed = typedIn(state)
  const chosen = typed.all('households')
  return (
    <form action={send} className="grid gap-4">
      <input type="hidden" name="commandId" value={commandId} />
      <Refusal state={state} labels={{ planYear: words.year, households: words.choose }} />
      <div className="max-w-48">
        <Field
          name="planYear"
          label={words.year}
          inputMode="numeric"
          maxLength={4}
          defaultValue={typed.one('planYear', String(year))}
          error={typed.error('planYear')}
        />
      </div>
      <table className="tbl stack" id="f-households">
        <caption className="sr-only">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.household}</th>
            <th scope="col" className="r">
              {words.income}
            </th>
            <th scope="col">{words.failing}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ pair, name, village, income, failing }) => (
            <tr key={pair}>
              <th scope="row">
                <label className="flex min-h-12 items-center gap-3 rail:min-h-0">
                  <input
                    type="checkbox"
                    name="households"
                    value={pair}
                    defaultChecked={chosen.includes(pair)}
                    className="size-5 flex-none accent-dai"
                  />
                  <span>
                    {name} <span className="text-12 text-ink-3">{village}</span>
                  </span>
                </label>
              </th>
              <td className="r" data-head={words.income}>
                {income}
              </td>
              <td data-head={words.failing}>{failing}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="savebar">
        <SubmitButton busy={words.busy} size="big">
          {words.go}
        </SubmitButton>
      </div>
    </form>
  )
}
