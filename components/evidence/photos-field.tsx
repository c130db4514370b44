import { type ChangeEvent, useState } from 'react'
import { Icon } from '@/components/ui/icon'
import type { Subject } from '@/lib/evidence/schema'
import { freshId } from '@/lib/offline/fields'

export type Photo = { id: string; file: File; takenAt: string }
type Words = Readonly<Record<'photos' | 'photosDrop' | 'photosHint', string>>
type Props = { photos: readonly Photo[]; onChange: (photos: Photo[]) => void; words: Words }

const MOST = 9

/** Photos taken while a form is filled, made smaller on the phone; they go after the form. Without script they are added on its page. */
export function PhotosField({ photos, onChange, words }: Readonly<Props>) {
  const [busy, setBusy] = useState(false)
  const chosen = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const picked = [...(target.files ?? [])]
    target.value = ''
    setBusy(true)
    const { shrink } = await import('@/components/evidence/shrink')
    const added: Photo[] = []
    for (const file of picked) {
      const takenAt = new Date(file.lastModified).toISOString()
      added.push({ id: freshId(), file: (await shrink(file)) ?? file, takenAt })
    }
    onChange([...photos, ...added].slice(0, MOST))
    setBusy(false)
  }
  return (
    <div className="field noscript:hidden">
      <label className="lab" htmlFor="f-photos">
        {words.photos}
      </label>
      <input
        id="f-photos"
        type="file"
        multiple
        accept="image/jpeg,image/png,image/webp"
        onChange={chosen}
        disabled={busy || photos.length >= MOST}
        aria-describedby="f-photos-hint"
        className="min-h-12 py-2"
      />
      <p id="f-photos-hint" className="text-13 text-ink-3">
        {words.photosHint}
      </p>
      <ul>
        {photos.map((photo) => (
          <li key={photo.id} className="flex items-center gap-2">
            <Icon name="camera" />
            <span className="min-w-0 grow truncate">{photo.file.name}</span>
            <button
              type="button"
              className="btn quiet small"
              onClick={() => onChange(photos.filter((each) => each !== photo))}
            >
              <Icon name="cross" />
              <span className="sr-only">{`${words.photosDrop} ${photo.file.name}`}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

type About = {
  userId: string
  /** None where they show an entry of a village's year. */
  householdId?: string
  title: string
  subject: Subject
}

/** Photos as they wait on the phone, each a piece of evidence of what the form records. */
export function queuedPhotos(photos: readonly Photo[], { userId, householdId, title, subject }: About) {
  return photos.map(({ id, file, takenAt }, index) => ({
    id,
    userId,
    kind: 'evidence.add',
    subject: householdId ?? subject.id,
    title,
    entries: [
      ['commandId', id],
      ['id', id],
      ...(householdId ? [['householdId', householdId]] : []),
      ['subjectKind', subject.kind],
      ['subjectId', subject.id],
      ['origin', 'ON_SITE'],
      ['takenAt', takenAt],
    ] as [string, string][],
    file: { name: file.name, content: file as Blob },
    keptAt: Date.now() + 1 + index,
    status: 'waiting' as const,
  }))
}
