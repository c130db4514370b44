import { type ChangeEvent, useState } from 'react'
import type { InspectWords } from '@/components/inspections/form-words'
import { Icon } from '@/components/ui/icon'
import { freshId } from '@/lib/offline/fields'

export type Photo = { id: string; file: File; takenAt: string }
type Props = { photos: readonly Photo[]; onChange: (photos: Photo[]) => void; words: InspectWords }

const MOST = 9

/** Photos taken while inspecting, made smaller on the phone; they go after the form. Without script they are added on the page of the form. */
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

type About = { userId: string; household: { id: string; name: string }; formId: string }

/** Photos as they wait on the phone, each a piece of evidence of the form. */
export function queuedPhotos(photos: readonly Photo[], { userId, household, formId }: About) {
  return photos.map(({ id, file, takenAt }, index) => ({
    id,
    userId,
    kind: 'evidence.add',
    subject: household.id,
    title: household.name,
    entries: [
      ['commandId', id],
      ['id', id],
      ['householdId', household.id],
      ['subjectKind', 'INSPECTION'],
      ['subjectId', formId],
      ['origin', 'ON_SITE'],
      ['takenAt', takenAt],
    ] as [string, string][],
    file: { name: file.name, content: file as Blob },
    keptAt: Date.now() + 1 + index,
    status: 'waiting' as const,
  }))
}
