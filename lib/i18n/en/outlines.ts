import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/outlines'

export default {
  title: 'Outlines of the region',
  sub: 'Brings the office’s own boundaries in place of the tiles. The file stays here; nothing is fetched from outside.',
  action: 'Outlines',
  now: 'In use',
  none: 'No outlines yet; tiles are shown',
  noneWhy: 'A map of boundaries with an approval number can be imported below.',
  history: 'All outlines',
  credit: 'Map approval number: {no} Source: {source} Drawn: {day}',
  import: 'Import outlines',
  heads: {
    from: 'In use from',
    approval: 'Approval number',
    source: 'Source',
    drawnOn: 'Drawn',
    by: 'Imported by',
    at: 'Imported',
  },
  form: {
    file: 'GeoJSON file',
    fileHint: 'One feature for each region one level below, in degrees, 6 MB at most; it is simplified here.',
    matchBy: 'Property that says which region',
    matchHint: 'Its value is the division code or the name. Left empty, code, adcode, name and the like are tried.',
    approvalNo: 'Map approval number (审图号)',
    approvalHint: 'Such as 冀S(2026)001号. It stands under the map.',
    source: 'Source',
    drawnOn: 'Drawn on',
    validFrom: 'In use from',
    do: 'Import',
    busy: 'Importing',
    done: 'The outlines were imported.',
  },
  map: {
    title: 'Map',
    outlines: 'Show outlines',
    tiles: 'Show tiles',
    note: 'Beside colour, by pattern and sign',
  },
} as const satisfies Words<typeof zh>
