'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { LinkButton } from '@/components/ui/link-button'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  commandId: string
  exportId: string
  linkId: string
  words: Readonly<Record<'get' | 'busy' | 'link' | 'once', string>>
}

/** Gives a link to one's own file and shows it; it works once, so it is a link to press and nothing that loads ahead. */
export function FetchForm({ action, commandId, exportId, linkId, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const link = state.status === 'done' ? (state.data as { linkId: string }).linkId : null
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
