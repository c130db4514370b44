import { INCOME_ITEMS } from './income-items'

interface Heads {
  heads: readonly string[]
  required: boolean
}

const REQUIRED = true
const column = (...heads: string[]): Heads => ({ heads, required: false })

/** What every row of a yearly ledger is told apart by. */
export const YEARLY_KEYS = {
  householdNo: { heads: ['户编号', '户编码', '家庭编号', '户号'], required: REQUIRED },
  valuesYear: { heads: ['数据年度', '年度', '年份', '收入年度', '扶贫年度', '信息年度'], required: REQUIRED },
  headName: { heads: ['户主姓名', '户主', '姓名'], required: false },
} as const satisfies Record<string, Heads>

/** 收入台账: one row per household and poverty year. Sums and figures per head are checked, never taken. */
export const INCOME_SUMS = {
  wage: column('工资性收入', '工资性收入合计'),
  business: column('生产经营性收入', '生产经营性收入合计', '经营性收入'),
  property: column('财产性收入', '财产性收入合计'),
  transfer: column('转移性收入', '转移性收入合计'),
  cost: column('生产经营性支出', '生产经营性支出合计', '经营性支出'),
  gross: column('家庭总收入', '总收入', '年总收入'),
  net: column('家庭纯收入', '纯收入', '年纯收入'),
  perCapita: column('人均纯收入', '年人均纯收入', '家庭人均纯收入'),
} as const
export const INCOME_OTHERS = {
  residentMembers: { heads: ['家庭常住人口数', '常住人口数', '常住人口', '共同生活人口数'], required: REQUIRED },
  claims: column('家庭理赔收入', '理赔收入'),
  selfPaid: column('合规自付支出', '合规自付'),
} as const satisfies Record<string, Heads>
/** Short heads such as 种植业 stand for income; a table that has costs too writes 支出 behind theirs. */
export const INCOME_ITEM_HEADS: readonly (readonly [string, readonly string[]])[] = INCOME_ITEMS.map(
  ({ value, labels }) => [value, labels] as const,
)

/** 生产生活条件台账: one row per household and year. */
export const LIVING_COLUMNS = {
  arableMu: column('耕地面积', '耕地'),
  irrigatedMu: column('有效灌溉面积', '有效灌溉'),
  forestMu: column('林地面积', '林地'),
  returnedForestMu: column('退耕还林面积', '退耕还林'),
  orchardMu: column('林果面积', '林果'),
  grasslandMu: column('牧草地面积', '牧草地'),
  waterSurfaceMu: column('水面面积', '水面'),
  roadType: column('入户路类型', '入户路情况'),
  roadKm: column('与村主干路距离', '距村主干路距离'),
  houseAreaM2: column('住房面积', '房屋面积'),
  houseStructure: column('住房结构', '房屋结构', '主要结构'),
  houseGrade: column('住房安全等级', '房屋安全等级', '危房等级', '住房等级'),
  appraisedOn: column('鉴定日期', '住房鉴定日期'),
  appraisedBy: column('鉴定单位', '住房鉴定单位'),
  renovatedYear: column('危改年度', '危房改造年度'),
  hasElectricity: column('是否通生活用电', '通生活用电'),
  hasProductionPower: column('是否通生产用电', '通生产用电'),
  hasBroadcast: column('是否通广播电视', '通广播电视'),
  hasBroadband: column('是否通宽带', '宽带', '是否接入宽带'),
  waterSource: column('饮水情况', '饮水来源'),
  isWaterHard: column('饮水是否困难', '是否饮水困难'),
  isWaterSafe: column('是否解决安全饮用水', '饮水是否安全', '是否安全饮水'),
  waterLitresPerDay: column('人均日用水量', '每人每日水量'),
  waterFetchMinutes: column('取水往返时间', '取水时间'),
  waterInterruptionDays: column('年断水天数', '断水天数'),
  hasSanitaryToilet: column('是否有卫生厕所', '卫生厕所', '有无卫生厕所'),
  fuel: column('主要燃料', '主要燃料类型'),
  inCooperative: column('是否加入合作社', '是否加入农民专业合作组织', '加入合作社'),
  byLeadingFirm: column('是否有龙头企业带动', '龙头企业带动'),
  byLocalLeader: column('是否有创业致富带头人带动', '致富带头人带动'),
} as const

/** What is asked of a member anew every year. */
export const YEARLY_FIELDS = [
  'education',
  'schooling',
  'dropoutReason',
  'health',
  'labour',
  'workArea',
  'workMonths',
  'worksAbroad',
  'employer',
  'jobChannel',
  'welfareJob',
  'welfareJobMonths',
  'residentMedical',
  'employeeMedical',
  'criticalIllness',
  'commercialMedical',
  'medicalAid',
  'residentPension',
  'employeePension',
  'subsistence',
  'destitute',
  'destituteCare',
  'familyDoctor',
  'disabilityLivingAllowance',
  'disabilityNursingAllowance',
] as const
export type YearlyField = (typeof YEARLY_FIELDS)[number]

/** 成员台账: columns of the household ledger that change from year to year, one row per person, found by identity number. */
export const MEMBER_FIELDS = [
  'idNumber',
  'name',
  'valuesYear',
  ...YEARLY_FIELDS,
  'disabilityCard',
  'ethnicity',
  'politicalStatus',
  'speaksMandarin',
  'activeService',
  'registerMark',
] as const
