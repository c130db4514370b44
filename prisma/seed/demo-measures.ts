/** Measures by category, in per cent of all (domain.md 9): most is safety net and health. */
export const SHARES: readonly (readonly [string, number])[] = [
  ['NET_SUBSISTENCE', 11],
  ['NET_PENSION', 12],
  ['NET_DISABILITY', 5],
  ['NET_RELIEF', 3],
  ['HEA_INSURANCE', 12],
  ['HEA_DOCTOR', 8],
  ['HEA_CHRONIC', 4],
  ['IND_ASSET', 8],
  ['IND_SOLAR', 4],
  ['IND_SEEDLING', 3],
  ['IND_LIVESTOCK', 2],
  ['POST_CLEANING', 6],
  ['EMP_TRANSPORT', 6],
  ['EMP_TRAINING', 3],
  ['EDU_BOARDING', 3],
  ['EDU_RAIN_DEW', 2],
  ['HOU_REPAIR', 2],
  ['LIV_YARD', 1],
  ['FIN_INTEREST', 3],
  ['SOC_VISIT', 2],
]

/** What a measure of a type usually is: yuan from and to, and who gives it. */
type Usual = { yuan: readonly [number, number]; source: string; unit: string; scale?: string; effect?: string }
export const USUAL: Record<string, Usual> = {
  NET_SUBSISTENCE: { yuan: [2_400, 5_200], source: 'PROVINCE', unit: '县民政局', effect: '全年低保金' },
  NET_PENSION: { yuan: [100, 200], source: 'COUNTY', unit: '县人社局' },
  NET_DISABILITY: { yuan: [720, 1_440], source: 'PROVINCE', unit: '县残联' },
  NET_RELIEF: { yuan: [500, 3_000], source: 'COUNTY', unit: '乡镇人民政府' },
  HEA_INSURANCE: { yuan: [180, 380], source: 'COUNTY', unit: '县医保局' },
  HEA_DOCTOR: { yuan: [0, 0], source: 'OTHER', unit: '乡镇卫生院', scale: '全户', effect: '每季度上门一次' },
  HEA_CHRONIC: { yuan: [200, 1_600], source: 'PROVINCE', unit: '县医保局' },
  IND_ASSET: { yuan: [300, 1_200], source: 'CENTRAL', unit: '村股份经济合作社', effect: '按股分红' },
  IND_SOLAR: { yuan: [500, 3_000], source: 'CENTRAL', unit: '村股份经济合作社' },
  IND_SEEDLING: { yuan: [300, 900], source: 'PROVINCE', unit: '县农业农村局', scale: '脱毒马铃薯种薯 400 斤' },
  IND_LIVESTOCK: { yuan: [3_000, 8_000], source: 'CENTRAL', unit: '乡镇农业站', scale: '基础母羊 4 只' },
  POST_CLEANING: { yuan: [3_600, 6_000], source: 'COUNTY', unit: '村民委员会', scale: '1 人' },
  EMP_TRANSPORT: { yuan: [200, 800], source: 'PROVINCE', unit: '县人社局', scale: '1 人' },
  EMP_TRAINING: { yuan: [0, 0], source: 'OTHER', unit: '县人社局', scale: '1 人，7 天' },
  EDU_BOARDING: { yuan: [1_000, 1_250], source: 'CENTRAL', unit: '县教体局', scale: '1 人' },
  EDU_RAIN_DEW: { yuan: [3_000, 3_000], source: 'CENTRAL', unit: '县乡村振兴局', scale: '1 人' },
  HOU_REPAIR: { yuan: [800, 4_000], source: 'COUNTY', unit: '县住建局', effect: '屋顶不再漏雨' },
  LIV_YARD: { yuan: [600, 1_500], source: 'CITY', unit: '乡镇人民政府' },
  FIN_INTEREST: { yuan: [800, 2_175], source: 'CENTRAL', unit: '农村信用社' },
  SOC_VISIT: { yuan: [200, 500], source: 'SOCIAL', unit: '驻村工作队', scale: '米、面、油' },
  HEA_SERIOUS: { yuan: [0, 0], source: 'OTHER', unit: '县医院', effect: '定点医院专项救治' },
}

/** What answers each risk of a monitored household first. */
export const ANSWERS: Record<string, string> = {
  ILLNESS: 'HEA_SERIOUS',
  DISABILITY: 'NET_DISABILITY',
  SCHOOLING: 'EDU_BOARDING',
  DISASTER: 'IND_SEEDLING',
  ACCIDENT: 'NET_RELIEF',
  LACK_LABOUR: 'IND_ASSET',
  BUSINESS_FAILURE: 'FIN_INTEREST',
  UNSTABLE_EMPLOYMENT: 'POST_CLEANING',
  UNSAFE_HOUSING: 'HOU_REPAIR',
  OTHER: 'SOC_VISIT',
}
