import 'server-only'
import { DomainError, type ErrorCode } from '@/lib/platform/errors'
import { openLedger } from '@/lib/transfer/files/open-ledger'
import { FileFault, type SheetRow } from '@/lib/transfer/schema'

const MAX_BYTES = 4 * 1024 * 1024
/** Heads and lines for people that a file may have besides its rows. */
const BESIDE = 100

/**
 * The rows of a small file that is read as a whole, `most` of them and a few more, so that whoever counts sees that there are too many. Errors:
 * DomainError beside `file`, `transfer.fileTooLarge`, or `unreadable` where it is no sheet.
 */
export async function wholeSheet(file: File, most: number, unreadable: ErrorCode): Promise<SheetRow[]> {
  if (file.size > MAX_BYTES) throw new DomainError('transfer.fileTooLarge', { mb: MAX_BYTES / 1024 / 1024 }, 'file')
  const rows: SheetRow[] = []
  try {
    for await (const row of openLedger(Buffer.from(await file.arrayBuffer()))) {
      rows.push(row)
      if (rows.length > most + BESIDE) break
    }
  } catch (error) {
    if (error instanceof FileFault) throw new DomainError(unreadable, {}, 'file')
    throw error
  }
  return rows
}
