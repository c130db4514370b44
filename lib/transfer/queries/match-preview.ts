import 'server-only'
import * as z from 'zod'
import { DomainError } from '@/lib/platform/errors'
import { defineReading } from '@/lib/platform/form-reading'
import { previewList } from '@/lib/support/queries/list-preview'
import { ListHead, MOST_NUMBERS } from '@/lib/support/schema/lists'
import { wholeSheet } from '@/lib/transfer/files/whole-sheet'
import { listedIn } from '@/lib/transfer/rules/id-list'

/** Looks at the ID numbers in a department's file, of which only their column is read. Errors: as `previewList`, by row. */
export const previewFile = defineReading({
  name: 'match.previewFile',
  permission: 'match:list',
  input: ListHead.extend({ file: z.instanceof(File, { message: 'transfer.chooseFile' }) }),
  async read(ctx, { file, ...head }) {
    const brought = listedIn(await wholeSheet(file, MOST_NUMBERS, 'support.noNumbers'))
    if (!brought) throw new DomainError('support.noNumbers', {}, 'file')
    return previewList(ctx, head, brought, 'file')
  },
})
