/** Words of qualifiers as reports print them, and their codes; `exact` and an empty cell mean none. */
export const QUALIFIER_WORDS = {
  余: 'SURPLUS',
  多: 'MORE',
  超过: 'OVER',
  以上: 'ABOVE',
  至少: 'AT_LEAST',
  近: 'NEARLY',
  以下: 'UNDER',
  约: 'ABOUT',
  取整: 'ROUNDED',
  初步: 'PRELIMINARY',
  预计: 'EXPECTED',
  计划: 'PLANNED',
  力争: 'STRIVEN',
  累计: 'CUMULATED',
  推算: 'DERIVED',
} as const

/** Columns of a file of facts and targets by the heads that are understood; the first is the one that is written. */
export const FACT_COLUMNS = {
  id: ['id', '编号'],
  article: ['article', '来源文件', '来源'],
  region_code: ['region_code', '区划代码'],
  kind: ['kind', '类别'],
  indicator_input: ['indicator_input', '指标代码'],
  label_zh: ['label_zh', '指标名称'],
  value: ['value', '数值'],
  unit: ['unit', '单位'],
  qualifier: ['qualifier', '限定词'],
  as_of: ['as_of', '截至日期'],
  period_start: ['period_start', '起始日期'],
  period_end: ['period_end', '终止日期'],
  note: ['note', '备注'],
} as const

/** Units that change the meaning of a figure; other measure words stand for one another. */
export const STRICT_UNITS: readonly string[] = [
  '元',
  '万元',
  '亿元',
  '%',
  '元/户',
  '元/人·年',
  '倍',
  '公里',
  '吨',
  '亩',
  '户',
  '人',
]

/** Units of indicators as they are written into a target. */
export const UNIT_WORDS = {
  PERCENT: '%',
  PIECES: '个',
  PERSONS: '人',
  HOUSEHOLDS: '户',
  PERSON_TIMES: '人次',
  YUAN: '元',
  WAN_YUAN: '万元',
  YI_YUAN: '亿元',
  PLACES: '所',
  SEATS: '座',
  VISITS: '次',
  CASES: '起',
  LINES: '条',
  PER_HOUSEHOLD: '人/户',
  KILOMETRES: '公里',
  RATIO: '倍',
} as const
