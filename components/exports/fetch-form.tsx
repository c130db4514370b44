'use client'

import { useActionState } from 'react'
import { SaveForm, type SaveWords } from '@/components/exports/save-form'
import { Banner } from '@/components/ui/banner'
import { LinkButton } from '@/components/ui/link-button'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  commandId: string
  exportId: string
  linkId: string
  /** Null for a text file: it takes no password. */
  workbook: { fileName: string; isPasswordDue: boolean } | null
  words: SaveWords & Readonly<Record<'get' | 'busy' | 'link' | 'once', string>>
}

/** Gives a link to one's own file and shows it; it works once, so it is a button to press and nothing that loads ahead. */
export function FetchForm({ action, commandId, exportId, linkId, workbook, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const link = state.status === 'done' ? (state.data as { linkId: string }).linkId : null
  if (link && workbook) {
    return (
      <div className="grid gap-3">
        <SaveForm address={`/api/exports/${link}`} {...workbook} words={words} />
        <p className="text-13 text-ink-2">{words.once}</p>
      </div>
    )
  }
  if (link) {
    return (
      <div className="grid justify-items-start gap-3" role="status">
        <LinkButton href={`/api/exports/${link}`} look="act" size="big" icon="download">
          {words.link}
        </LinkButton>
        <p className="text-13 text-ink-2">{words.once}</p>
      </div>
    )
  }
  return (
    <form action={send} className="grid justify-items-start gap-3">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="exportId" value={exportId} />
      <input type="hidden" name="linkId" value={linkId} />
      {state.status === 'refused' && (
        <div role="alert">
          <Banner state="crossed" title={state.message} />
        </div>
      )}
      <SubmitButton busy={words.busy} size="big">
        {words.get}
      </SubmitButton>
      <p className="text-13 text-ink-2">{words.once}</p>
    </form>
  )
}
