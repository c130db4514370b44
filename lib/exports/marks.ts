import 'server-only'
import { keyedMark } from '@/lib/platform/fields'

type Numbered = { countyCode: string; serial: string }

/** The keyed mark of 32 bits that proves a trace's code. */
export function markOfTrace(code: number): number {
  return keyedMark('exportTrace', String(code)).readUInt32BE(0)
}

/** Proves the serial in a file's properties. */
export function proofOf({ countyCode, serial }: Numbered): string {
  return keyedMark('exportTrace', `${countyCode}|${serial}`).toString('hex').slice(0, 16)
}

/** Proves the key of a row, in hexadecimal digits. */
export function markOfRow({ countyCode, serial }: Numbered, rowNo: number): string {
  return keyedMark('exportRow', `${countyCode}|${serial}|${rowNo}`).toString('hex')
}
