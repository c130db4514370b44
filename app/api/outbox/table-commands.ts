import { importOutline, withdrawOutline } from '@/lib/outlines/commands'
import { copyTable, editTable, endTable, saveTable } from '@/lib/tables/commands'

/** What a phone may send about tables of one's own and outlines. */
export const tableCommands = [saveTable, editTable, copyTable, endTable, importOutline, withdrawOutline]
