import { openBytes, seal, sealedWith } from '@/lib/platform/fields'
import { fileStore } from '@/lib/platform/files/store'

export type Size = 'full' | 'thumb'
type Place = { countyCode: string; id: string; storedSha256: Uint8Array }

const FOLDER = 'evidence'
const HASH_LETTERS = 16

/** A file's name carries its content's hash: nothing sent later under the same id can take its place. */
function nameOf({ countyCode, id, storedSha256 }: Place, size: Size): string {
  const hash = Buffer.from(storedSha256).toString('hex').slice(0, HASH_LETTERS)
  return `${FOLDER}/${countyCode}/${id.slice(0, 2)}/${id}.${hash}.${size}`
}

/** Seals a content with the key ring and keeps it. */
export async function keepFile(place: Place, size: Size, bytes: Uint8Array): Promise<void> {
  await fileStore().put(nameOf(place, size), seal('evidence', size, place.id, bytes))
}

/** Reads a content back; null when the file is gone. Throws when it was altered or moved. */
export async function readKept(place: Place, size: Size): Promise<Buffer<ArrayBuffer> | null> {
  const sealed = await fileStore().get(nameOf(place, size))
  return sealed && openBytes('evidence', size, place.id, sealed)
}

export type KeptFile = { name: string; id: string; size: Size; changedAt: Date }

/** Every file of the store that belongs to evidence. */
export async function* keptFiles(): AsyncIterable<KeptFile> {
  for await (const { name, changedAt } of fileStore().list(`${FOLDER}/`)) {
    const parts = /([0-9a-f-]{36})\.[0-9a-f]{16}\.(full|thumb)$/.exec(name)
    if (parts) yield { name, id: parts[1] as string, size: parts[2] as Size, changedAt }
  }
}

export async function dropKept(name: string): Promise<void> {
  await fileStore().remove(name)
}

/** Seals a kept file with the key in use; false when it is already, or gone. */
export async function resealKept({ name, id, size }: KeptFile, current: string): Promise<boolean> {
  const sealed = await fileStore().get(name)
  if (!sealed || sealedWith(sealed) === current) return false
  await fileStore().put(name, seal('evidence', size, id, openBytes('evidence', size, id, sealed)))
  return true
}
