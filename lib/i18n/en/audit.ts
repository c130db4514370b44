import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/audit'

export default {
  verify: {
    figures:
      'Checked {seals, number} seals, {entries, number} entries and {rows, number} rows of {tables} tables; {unsealed, number} entries not sealed yet; {seconds} s.',
    whole: 'The audit is whole: nothing was changed.',
    broken: 'The audit is not whole: {count, number} findings.',
    late: 'Note: entries since {since} have no seal; the sealing may not be running.',
    sealed: 'Sealed: number {seal}, {count, number} entries.',
    nothing: 'There is nothing to seal.',
    foreign:
      'The sealed transactions are newer than this database server: the database was moved here and cannot be sealed further. Restore a physical backup, or ask who maintains it.',
  },
  keys: {
    resealed: '{count, number} fields are sealed with the new key; {seconds} s.',
    closed:
      '{count, number} imports or changes can no longer be undone: what they kept was sealed with an old key and is gone.',
    left: '{count, number} fields are still sealed with an old key, which cannot be dropped.',
    retired: 'The old keys are gone from the key file. Back up the key file anew.',
  },
  findings: {
    sealBroken: 'Seal {seal} ({at}) does not fit: among entries {first} to {last} something was changed or swapped.',
    sealCount:
      'Seal {seal} ({at}) does not fit: entries {first} to {last} should be {expected}, and there are {found}.',
    sealMissing: 'Seal {seal} is missing.',
    spanBroken: 'Seal {seal} does not follow the one before it.',
    anchorDiffers: 'Seal {seal} differs from its anchor outside the database: it was computed anew.',
    anchorMissing: 'Seal {seal} has no anchor outside the database: the anchor file was changed.',
    tailCut: 'The anchors know seal {seal} ({count} entries, up to {id}), the database does not: the tail was cut off.',
    entryAhead: '{count} entries carry transactions that have not happened yet: they are forged.',
    triggerOff: 'The audit trigger of table {table} is off.',
    rowWithoutEntry: 'Table {table}, row {row}: there is no entry at all.',
    rowChanged: 'Table {table}, row {row}: changed without an entry.',
    rowGone: 'Table {table}, row {row}: removed without an entry.',
    rowBack: 'Table {table}, row {row}: removed by its entries, and still there.',
    moreRows: 'Table {table}: the same with {count, number} more rows.',
  },
} satisfies Words<typeof zh>
