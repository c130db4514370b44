import { Glyph } from '@/components/ui/glyph'
import type { FormWords } from '@/components/visits/form-words'
import type { Typed } from '@/components/visits/typed'

export type OpenPromise = { id: string; content: string; sub: string; isLate: boolean }

type Props = { words: FormWords['promises']; promises: readonly OpenPromise[]; typed: Typed }

/** What was promised before and is still open: one tap says it is done. */
export function KeptPromises({ words, promises, typed }: Readonly<Props>) {
  if (promises.length === 0) return null
  return (
    <fieldset className="grid gap-2 pb-4">
      <legend className="sr-only">{words.openTitle}</legend>
      {promises.map((promise) => (
        <label
          key={promise.id}
          className="group flex min-h-14 items-center gap-2.5 rounded-phone border border-edge bg-sheet px-3 py-1.5 has-focus-visible:outline-3 has-focus-visible:outline-dai"
        >
          <input
            className="peer sr-only"
            type="checkbox"
            name="keptPromises"
            value={promise.id}
            defaultChecked={typed.has('keptPromises', promise.id)}
          />
          <span className="hidden text-song peer-checked:block" aria-hidden="true">
            <Glyph state="held" className="size-5.5" />
          </span>
          <span className="text-st peer-checked:hidden" data-s={promise.isLate ? 'crossed' : 'open'} aria-hidden="true">
            <Glyph state={promise.isLate ? 'crossed' : 'open'} className="size-5.5" />
          </span>
          <span className="min-w-0 flex-1">
            <b className="block">{promise.content}</b>
            <span className="block text-12 text-ink-3">{promise.sub}</span>
          </span>
          <span className="hidden text-14 font-semibold text-song peer-checked:block">{words.kept}</span>
          <span className="text-14 text-ink-3 peer-checked:hidden">{words.open}</span>
        </label>
      ))}
    </fieldset>
  )
}
