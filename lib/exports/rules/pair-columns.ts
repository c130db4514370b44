import type { Planned } from '@/lib/exports/rules/planned'
import words from '@/lib/i18n/zh-CN/partnerships'
import { OUTPUT_KINDS, type OutputKind } from '@/lib/partnerships/schema'

/** The column of what was done of one kind. */
export const outputOf = (kind: OutputKind) => `output.${kind}`

/** 对口帮扶台账: a row per pair, with what came of it by kind; a count of qualified parts (余、近) is a text. */
export const PAIR_COLUMNS = {
  supporterName: { width: 22, carries: () => true },
  supporterGrade: { width: 12 },
  programmeName: { width: 14 },
  unitName: { width: 22, carries: () => true },
  unitKind: { width: 14 },
  regionName: { width: 18, carries: () => true },
  pairedFrom: { kind: 'DAY' },
  pairedTo: { kind: 'DAY' },
  status: {},
  stationed: { kind: 'NUMBER' },
  departments: { width: 20, carries: () => true },
  techniques: { width: 20, carries: () => true },
  ...Object.fromEntries(
    OUTPUT_KINDS.map((kind) => [
      outputOf(kind),
      { head: `${words.outputs[kind]} ${words.units[kind]}`, width: 16 } satisfies Planned,
    ]),
  ),
} as const satisfies Record<string, Planned>
