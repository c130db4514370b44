import { type ChangeEvent, useState } from 'react'
import { FieldFrame, fieldAria } from '@/components/ui/field-frame'
import { fill } from '@/lib/i18n/fill'

type Props = { error?: string; words: Readonly<Record<'file' | 'fileHint' | 'shrunk', string>> }

/** The file of a piece of evidence. With script the phone shrinks a photo first and says when it was taken. */
export function FilePick({ error, words }: Readonly<Props>) {
  const [kilobytes, setKilobytes] = useState<number | null>(null)
  const [takenAt, setTakenAt] = useState('')
  const field = { name: 'file', label: words.file, hint: words.fileHint, error }
  const chosen = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [picked] = target.files ?? []
    setKilobytes(null)
    if (!picked) return
    setTakenAt(new Date(picked.lastModified).toISOString())
    const { shrink } = await import('@/components/evidence/shrink')
    const small = await shrink(picked)
    if (!small) return
    const list = new DataTransfer()
    list.items.add(small)
    target.files = list.files
    setKilobytes(Math.ceil(small.size / 1024))
  }
  return (
    <>
      {takenAt && <input type="hidden" name="takenAt" value={takenAt} />}
      <FieldFrame field={field}>
        <span className={error ? 'box wrong' : 'box'}>
          <input
            type="file"
            required
            accept="image/jpeg,image/png,image/webp,application/pdf"
            className="py-2"
            onChange={chosen}
            {...fieldAria(field)}
          />
        </span>
      </FieldFrame>
      {kilobytes !== null && (
        <p className="text-13 text-ink-3" role="status">
          {fill(words.shrunk, { kb: kilobytes })}
        </p>
      )}
    </>
  )
}
