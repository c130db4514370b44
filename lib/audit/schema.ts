import * as z from 'zod'
import type zh from '@/lib/i18n/zh-CN/audit'

/** A seal over all entries of the finished transactions from `fromTx` up to, not including, `toTx`. */
export type Seal = {
  sealNo: number
  fromTx: bigint
  toTx: bigint
  entryCount: number
  lastId: bigint
  sealedAt: string
  hmac: string
}

/** A line outside the database that says how far the seals went. */
export const Anchor = z.object({
  seal: z.number().int().positive(),
  at: z.string(),
  lastId: z.string().regex(/^\d+$/),
  count: z.number().int().positive(),
  hmac: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Anchor = z.infer<typeof Anchor>

/** Something in the audit that is not as it was written. */
export type Finding = { code: keyof (typeof zh)['findings']; params: Record<string, string | number> }

export type Report = {
  seals: number
  entries: number
  unsealed: number
  tables: number
  rows: number
  /** The oldest entry without a seal, if it waits for more than ten minutes. */
  waitingSince: string | null
  findings: Finding[]
  milliseconds: number
}
