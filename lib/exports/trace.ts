import 'server-only'
import { createHash } from 'node:crypto'
import { markOfRow, markOfTrace, proofOf } from '@/lib/exports/marks'
import { readRowKey } from '@/lib/exports/rules/row-key'
import { TraceReader } from '@/lib/exports/rules/trace'
import { withoutTrace } from '@/lib/households/rules/trace-marks'

/** What shows where a file comes from, the strongest first. LINE is a serial that anybody could have typed. */
export const EVIDENCE = ['WHOLE', 'HIDDEN', 'KEY', 'PROPERTIES', 'LINE'] as const
export type Evidence = (typeof EVIDENCE)[number]

/** An export as far as a trace needs to know it. */
export type KnownExport = { countyCode: string; serial: string; traceCode: number; fileHash: Uint8Array | null }

const SERIAL = /DC-\d{4}-\d{4,8}/g
const FOUND_ENOUGH = 20

/** Everything in a file that may tell where it comes from; `known` is then asked about. */
export class FileTrace {
  private readonly hidden = new TraceReader()
  private readonly keys = new Map<string, { rowNo: number; mark: string }[]>()
  private readonly named = new Set<string>()
  private readonly hash: Buffer

  constructor(bytes: Uint8Array) {
    this.hash = createHash('sha256').update(bytes).digest()
  }

  /** Reads a cell, or a text of the file's properties. */
  read(text: string): void {
    this.hidden.read(text)
    const plain = withoutTrace(text)
    const key = readRowKey(plain)
    if (key) {
      const keys = this.keys.get(key.serial) ?? []
      if (keys.length < FOUND_ENOUGH) this.keys.set(key.serial, [...keys, key])
    }
    for (const [serial] of plain.matchAll(SERIAL)) this.named.add(serial)
  }

  /** Serials and codes that the file speaks of: what to look for among the exports. */
  wanted(): { serials: string[]; codes: number[]; hash: Uint8Array } {
    return { serials: [...this.named], codes: this.hidden.codes(markOfTrace), hash: this.hash }
  }

  /** What proves that the file comes from an export; null when nothing says so. */
  evidence(known: KnownExport, properties: string): Evidence | null {
    if (known.fileHash && Buffer.compare(this.hash, known.fileHash) === 0) return 'WHOLE'
    if (this.hidden.codes(markOfTrace).includes(known.traceCode)) return 'HIDDEN'
    const keys = this.keys.get(known.serial) ?? []
    if (keys.some(({ rowNo, mark }) => markOfRow(known, rowNo).startsWith(mark))) return 'KEY'
    if (properties.includes(known.serial) && properties.includes(proofOf(known))) return 'PROPERTIES'
    return this.named.has(known.serial) ? 'LINE' : null
  }
}
