import type { ReactNode } from 'react'
import { OutboxRest, type OutboxWords } from '@/components/shell/outbox-rest'
import type { OutboxForm } from '@/components/shell/use-outbox-form'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Icon } from '@/components/ui/icon'
import { fill } from '@/lib/i18n/fill'

type Props = {
  sheet: OutboxForm
  words: OutboxWords
  /** What a field is called, by its name. */
  labelOf: (name: string) => string
  hidden: Readonly<Record<string, string>>
  /** Where one goes on from a form that waits, and after signing in again. */
  back: string
  next?: string
  onChange?: () => void
  /** How far one is, beside where it is kept. */
  progress?: ReactNode
  children: ReactNode
}

const clock = (at: number) => new Date(at).toTimeString().slice(0, 5)

/** A form of the phone with what it says of itself: found again, not taken and why, kept where, waiting or signed out. */
export function OutboxSheet(props: Readonly<Props>) {
  const { sheet, words, labelOf, hidden, back, next = back, onChange = sheet.saveDraft, progress, children } = props
  const { form, id, refused, resting, busy, live, noStore, keptAt, foundAt } = sheet
  const problems = Object.entries(refused?.errors ?? {}).map(([name, message]) => ({
    name,
    message,
    label: labelOf(name),
  }))
  return (
    <>
      {resting && <OutboxRest resting={resting} words={words} back={back} next={next} />}
      <form
        ref={form}
        action={sheet.send}
        onSubmit={sheet.submit}
        onChange={onChange}
        noValidate
        hidden={resting !== null}
      >
        <input type="hidden" name="commandId" value={id} readOnly />
        <input type="hidden" name="id" value={id} readOnly />
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} readOnly />
        ))}
        <input type="hidden" name="recordedAt" defaultValue="" />
        {foundAt && (
          <div className="banner mb-3" data-s="unsent" role="status">
            <Icon name="phone" />
            <div>
              <p>{fill(words.restored, { time: clock(foundAt) })}</p>
            </div>
            <button type="button" className="btn quiet small" onClick={sheet.discard}>
              {words.discard}
            </button>
          </div>
        )}
        {refused && (
          <div className="pb-3">
            <ErrorSummary title={refused.message || fill(words.errorTitle, { n: problems.length })} errors={problems} />
            {problems.length === 0 && (
              <div className="banner" data-s="crossed" role="alert">
                <div>
                  <b>{refused.message}</b>
                </div>
              </div>
            )}
          </div>
        )}
        {children}
        <div className="savebar">
          {noStore ? (
            <p role="alert">{words.noStore}</p>
          ) : (
            live && (
              <p className="flex items-center gap-1.5 pb-2 text-12 text-ink-2">
                <Icon name="phone" className="i size-4" />
                <span>{keptAt ? fill(words.kept, { time: clock(keptAt) }) : words.safe}</span>
                {progress}
              </p>
            )
          )}
          <button type="submit" className="btn act big" aria-disabled={busy || undefined}>
            {busy ? words.saving : words.save}
          </button>
        </div>
      </form>
    </>
  )
}
