import { SUM } from '@/lib/evidence/rules/pieces'
import { openBytes, seal } from '@/lib/platform/fields'
import { fileStore } from '@/lib/platform/files/store'
import { isUuid } from '@/lib/platform/ids'

/** The pieces of one file on its way, of the person who sends it. `sum` is that of the whole: another file of the same id has pieces of its own. */
export type Upload = { userId: string; evidenceId: string; sum: string }

const FOLDER = 'pieces'

const ofPerson = (userId: string) => `${FOLDER}/${userId}`

function folderOf({ userId, evidenceId, sum }: Upload): string {
  if (!isUuid(evidenceId) || !SUM.test(sum)) throw new Error('not the name of an upload')
  return `${ofPerson(userId)}/${evidenceId.toLowerCase()}.${sum}`
}

const cell = ({ evidenceId, sum }: Upload, no: number) => `${evidenceId.toLowerCase()}.${sum}.${no}`

/** Seals a piece and keeps it; the same number again takes its place. */
export async function keepPiece(upload: Upload, no: number, bytes: Uint8Array): Promise<void> {
  await fileStore().put(`${folderOf(upload)}/${no}`, seal('evidence', 'piece', cell(upload, no), bytes))
}

/** The numbers of the pieces that are here, in order. */
export async function heldPieces(upload: Upload): Promise<number[]> {
  const held: number[] = []
  for await (const { name } of fileStore().list(`${folderOf(upload)}/`)) held.push(Number(name.split('/').at(-1)))
  return held.sort((a, b) => a - b)
}

/** How many pieces somebody has on their way in all. */
export async function countPieces(userId: string): Promise<number> {
  let n = 0
  for await (const _ of fileStore().list(`${ofPerson(userId)}/`)) n++
  return n
}

/** The content that so many pieces make; null when one is missing, or was sealed with a key that is gone: that one is to be sent again. */
export async function joinPieces(upload: Upload, count: number): Promise<Buffer<ArrayBuffer> | null> {
  const parts: Buffer[] = []
  for (let no = 0; no < count; no++) {
    const name = `${folderOf(upload)}/${no}`
    const sealed = await fileStore().get(name)
    if (!sealed) return null
    try {
      parts.push(openBytes('evidence', 'piece', cell(upload, no), sealed))
    } catch {
      await fileStore().remove(name)
      return null
    }
  }
  return Buffer.concat(parts)
}

export async function dropPieces(upload: Upload): Promise<void> {
  for (const no of await heldPieces(upload)) await fileStore().remove(`${folderOf(upload)}/${no}`)
}

/** Removes pieces that came before a moment: nobody goes on with them. Answers how many. */
export async function dropPiecesBefore(at: Date): Promise<number> {
  let dropped = 0
  for await (const { name, changedAt } of fileStore().list(`${FOLDER}/`)) {
    if (changedAt >= at) continue
    await fileStore().remove(name)
    dropped++
  }
  return dropped
}
