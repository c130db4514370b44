import type { Indicator } from '@/lib/indicators/catalogue/indicator'

export const LABOUR = [
  {
    code: 'broiler_total_gain',
    unit: 'YUAN',
    direction: 'INFO',
    decimals: 0,
    numerator: 'broiler_poor_households * broiler_income_gain_per_household',
    version: 1,
  },
  {
    code: 'out_working_persons_within_province_check',
    unit: 'PERSONS',
    direction: 'INFO',
    decimals: 0,
    numerator: 'out_working_persons - out_working_persons_out_of_province',
    version: 1,
  },
  {
    code: 'out_working_total_check_sum',
    unit: 'PERSONS',
    direction: 'INFO',
    decimals: 0,
    numerator: 'out_working_persons_out_of_province + out_working_persons_within_province',
    version: 1,
  },
  {
    code: 'out_of_province_share',
    unit: 'PERCENT',
    direction: 'INFO',
    decimals: 1,
    numerator: 'out_working_persons_out_of_province',
    denominator: 'out_working_persons',
    times: '100',
    version: 1,
  },
  {
    code: 'labour_export',
    unit: 'PERSONS',
    direction: 'UP',
    decimals: 0,
    numerator: 'out_working_persons',
    version: 1,
  },
] as const satisfies readonly Indicator[]
