/**
 * Coded values of the register beside those of the household ledger: our name, the national code where there is one, and what ledgers
 * write. The first label is the one that we write. A code that is not known for certain is left out.
 */
export interface LedgerCode {
  value: string
  codes?: readonly string[]
  labels: readonly string[]
}

export const YES_NO = [
  { value: 'true', codes: ['01', '1'], labels: ['是', '有', '已参加', '参加', 'Y', '√', 'TRUE'] },
  { value: 'false', codes: ['00', '0', '02'], labels: ['否', '无', '未参加', 'N', '×', 'FALSE'] },
] as const satisfies readonly LedgerCode[]

/** 在校生状况: by grade. The values without a grade stand in older records and are still read. */
const SCHOOLING = [
  { value: 'NOT_AT_SCHOOL', labels: ['非在校生', '否', '不在校'] },
  { value: 'BEFORE_SCHOOL', codes: ['01'], labels: ['学龄前儿童'] },
  { value: 'KINDERGARTEN', codes: ['02'], labels: ['学前教育', '幼儿园'] },
  { value: 'PRIMARY', codes: ['03'], labels: ['小学'] },
  { value: 'JUNIOR', labels: ['初中'] },
  { value: 'JUNIOR_1', codes: ['04'], labels: ['七年级', '初中一年级', '初一'] },
  { value: 'JUNIOR_2', codes: ['05'], labels: ['八年级', '初中二年级', '初二'] },
  { value: 'JUNIOR_3', codes: ['06'], labels: ['九年级', '初中三年级', '初三'] },
  { value: 'SENIOR', labels: ['普通高中', '高中'] },
  { value: 'SENIOR_1', codes: ['07'], labels: ['普通高中一年级', '高中一年级', '高一'] },
  { value: 'SENIOR_2', codes: ['08'], labels: ['普通高中二年级', '高中二年级', '高二'] },
  { value: 'SENIOR_3', codes: ['09'], labels: ['普通高中三年级', '高中三年级', '高三'] },
  { value: 'VOCATIONAL', labels: ['中职'] },
  { value: 'VOCATIONAL_1', codes: ['10'], labels: ['中职一年级'] },
  { value: 'VOCATIONAL_2', codes: ['11'], labels: ['中职二年级'] },
  { value: 'VOCATIONAL_3', codes: ['12'], labels: ['中职三年级'] },
  { value: 'HIGHER', labels: ['大专及以上', '大学', '高职高专', '大专'] },
  { value: 'COLLEGE_1', codes: ['13'], labels: ['高职高专一年级', '大专一年级'] },
  { value: 'COLLEGE_2', codes: ['14'], labels: ['高职高专二年级', '大专二年级'] },
  { value: 'COLLEGE_3', codes: ['15'], labels: ['高职高专三年级', '大专三年级'] },
  { value: 'TECHNICIAN', labels: ['技师学院'] },
  { value: 'TECHNICIAN_1', labels: ['技师学院一年级'] },
  { value: 'TECHNICIAN_2', labels: ['技师学院二年级'] },
  { value: 'TECHNICIAN_3', labels: ['技师学院三年级'] },
  { value: 'TECHNICIAN_4', labels: ['技师学院四年级'] },
  { value: 'BACHELOR', labels: ['本科'] },
  { value: 'BACHELOR_1', labels: ['本科一年级'] },
  { value: 'BACHELOR_2', labels: ['本科二年级'] },
  { value: 'BACHELOR_3', labels: ['本科三年级'] },
  { value: 'BACHELOR_4', labels: ['本科四年级'] },
  { value: 'BACHELOR_5', labels: ['本科五年级'] },
  { value: 'MASTER', labels: ['硕士研究生及以上', '硕士研究生', '研究生'] },
] as const satisfies readonly LedgerCode[]

export const REGISTER_CODES = {
  schooling: SCHOOLING,
  identificationStandard: [
    { value: 'NATIONAL', codes: ['01'], labels: ['国家标准', '国标'] },
    { value: 'PROVINCIAL', codes: ['02'], labels: ['省定标准', '省标'] },
    { value: 'MUNICIPAL', codes: ['03'], labels: ['市定标准', '市标'] },
  ],
  notExitedReason: [
    { value: 'GUARANTEE_MISSING', codes: ['01'], labels: ['收入达标但“三保障”未解决', '三保障未解决'] },
    { value: 'SUPPORT_NOT_YET', codes: ['02'], labels: ['帮扶措施尚未见效', '帮扶未见效'] },
    { value: 'NEWLY_INCLUDED', codes: ['03'], labels: ['“回头看”新纳入', '回头看新纳入'] },
    { value: 'DISABLED_NO_INCOME', codes: ['04'], labels: ['因残无固定收入', '残疾无固定收入'] },
    { value: 'UNDER_TREATMENT', codes: ['05'], labels: ['因大病正在治疗', '大病治疗中'] },
    { value: 'SPENDING_ABOVE_INCOME', codes: ['06'], labels: ['因病因学支出大于收入', '支出大于收入'] },
    { value: 'NOT_STABLE', codes: ['07'], labels: ['收入未稳定超过标准', '收入不稳定'] },
    { value: 'DESTITUTE', codes: ['08'], labels: ['特困供养', '五保户'] },
    { value: 'NO_LABOUR', codes: ['09'], labels: ['无劳动力一类低保', '一类低保'] },
    { value: 'KEYS_NOT_RECEIVED', codes: ['10'], labels: ['易地搬迁未拿到钥匙', '搬迁未入住'] },
  ],
  relocationMode: [
    { value: 'WHOLE_AREA', codes: ['01'], labels: ['整体搬迁(行政村)', '行政村整体搬迁'] },
    { value: 'WHOLE_VILLAGE', codes: ['02'], labels: ['整体搬迁(自然村)', '自然村整村搬迁'] },
    { value: 'INDIVIDUAL', codes: ['03'], labels: ['分散搬迁', '个别户搬迁'] },
  ],
  settlementMode: [
    { value: 'CENTRALISED', codes: ['01'], labels: ['集中安置'] },
    { value: 'DISPERSED', codes: ['02'], labels: ['分散安置'] },
  ],
  settlementPlace: [
    { value: 'COUNTY_TOWN', labels: ['县城安置', '县城'] },
    { value: 'TOWNSHIP', labels: ['乡镇安置', '乡镇'] },
    { value: 'OUT_OF_COUNTY', labels: ['县外安置', '县外'] },
    { value: 'OUT_OF_VILLAGE', labels: ['村外安置', '村外'] },
    { value: 'IN_VILLAGE', labels: ['村内安置', '村内'] },
  ],
  idType: [
    { value: 'RESIDENT_ID', codes: ['01'], labels: ['居民身份证', '身份证'] },
    { value: 'DISABILITY_CARD', codes: ['02'], labels: ['残疾人证', '残疾证'] },
    { value: 'HUKOU', labels: ['户口簿(尚无身份证)', '户口簿'] },
    { value: 'OTHER', codes: ['99'], labels: ['其他'] },
  ],
  dropoutReason: [
    { value: 'ILLNESS', codes: ['01'], labels: ['因病'] },
    { value: 'DISABILITY', codes: ['02'], labels: ['因残'] },
    { value: 'UNWILLING', codes: ['03'], labels: ['厌学'] },
    { value: 'POVERTY', labels: ['因贫'] },
    { value: 'OTHER', codes: ['99'], labels: ['其他'] },
  ],
  jobChannel: [
    { value: 'LABOUR_EXPORT', labels: ['外出务工(劳务输出)', '劳务输出', '外出务工'] },
    { value: 'WORKSHOP', labels: ['帮扶车间', '扶贫车间'] },
    { value: 'WELFARE_POST', labels: ['公益性岗位', '公益岗位'] },
    { value: 'OWN_BUSINESS', labels: ['自主创业'] },
    { value: 'FARMING', labels: ['务农'] },
    { value: 'FLEXIBLE', labels: ['灵活就业'] },
  ],
  welfareJob: [
    { value: 'CLEANING', labels: ['保洁', '保洁员'] },
    { value: 'FOREST_RANGER', labels: ['护林', '护林员'] },
    { value: 'ROAD_KEEPER', labels: ['护路', '护路员'] },
    { value: 'WATER_KEEPER', labels: ['水管员', '管水员'] },
    { value: 'CARE', labels: ['养老护理', '护理员'] },
    { value: 'SECURITY', labels: ['治安联防', '治安', '联防'] },
    { value: 'OTHER', labels: ['其他'] },
  ],
  destituteCare: [
    { value: 'AT_HOME', codes: ['01'], labels: ['分散供养'] },
    { value: 'IN_INSTITUTION', codes: ['02'], labels: ['集中供养'] },
  ],
  memberOut: [
    { value: 'DEATH', codes: ['01'], labels: ['死亡'] },
    { value: 'MARRIED_OUT', codes: ['02'], labels: ['嫁出', '婚嫁转出'] },
    { value: 'SETTLED_ABROAD', codes: ['03'], labels: ['出国定居'] },
    { value: 'IMPRISONED', codes: ['04'], labels: ['判刑收监'] },
    { value: 'OTHER_OUT', codes: ['08'], labels: ['其他转出'] },
  ],
  memberIn: [
    { value: 'MARRIED_IN', codes: ['05'], labels: ['嫁入', '婚嫁转入'] },
    { value: 'NEWBORN', codes: ['06'], labels: ['新生儿'] },
    { value: 'OTHER_IN', codes: ['07'], labels: ['其他转入'] },
  ],
  affiliation: [
    { value: 'CENTRAL', codes: ['01'], labels: ['中央'] },
    { value: 'PROVINCE', codes: ['02'], labels: ['省', '省(自治区、直辖市)'] },
    { value: 'CITY', codes: ['03'], labels: ['市', '市(地、州、盟)'] },
    { value: 'COUNTY', codes: ['04'], labels: ['县', '县(市、区、旗)'] },
    { value: 'TOWNSHIP', codes: ['05'], labels: ['乡镇', '乡(镇)'] },
    { value: 'MILITARY', codes: ['06'], labels: ['部队'] },
    { value: 'OTHER', codes: ['07'], labels: ['其他'] },
  ],
  helperEnd: [
    { value: 'REASSIGNED', labels: ['岗位调整'] },
    { value: 'RETIRED', labels: ['退休'] },
    { value: 'HOUSEHOLD_MOVED', labels: ['帮扶户变动'] },
    { value: 'RECORDED_WRONGLY', labels: ['登记有误'] },
    { value: 'OTHER', labels: ['其他'] },
  ],
  roadType: [
    { value: 'DIRT', codes: ['01'], labels: ['泥土路'] },
    { value: 'GRAVEL', codes: ['02'], labels: ['砂石路'] },
    { value: 'CEMENT', codes: ['03'], labels: ['水泥路'] },
    { value: 'ASPHALT', codes: ['04'], labels: ['沥青路', '柏油路'] },
  ],
  houseStructure: [
    { value: 'REINFORCED_CONCRETE', labels: ['钢筋混凝土'] },
    { value: 'BRICK_CONCRETE', labels: ['砖混', '砖混材料'] },
    { value: 'BRICK_TIMBER', labels: ['砖(石)木', '砖木', '砖瓦砖木'] },
    { value: 'CAVE', labels: ['窑洞'] },
    { value: 'ADOBE', labels: ['土坯', '竹草土坯'] },
    { value: 'BAMBOO_THATCH', labels: ['竹草'] },
    { value: 'OTHER', codes: ['99'], labels: ['其他'] },
  ],
  waterSource: [
    { value: 'PURIFIED_TAP', labels: ['净化自来水', '经过净化处理的自来水', '自来水'] },
    { value: 'PROTECTED_WELL', labels: ['受保护的井水和泉水', '受保护井泉'] },
    { value: 'UNPROTECTED_WELL', labels: ['不受保护的井水和泉水', '不受保护井泉'] },
    { value: 'SURFACE_WATER', labels: ['江河湖泊水', '江河湖'] },
    { value: 'RAINWATER', labels: ['收集雨水'] },
    { value: 'BARRELLED', labels: ['桶装水', '桶装'] },
    { value: 'OTHER', codes: ['99'], labels: ['其他水源', '其他'] },
  ],
  fuel: [
    { value: 'FIREWOOD', codes: ['01'], labels: ['柴草'] },
    { value: 'DUNG', codes: ['02'], labels: ['干畜粪'] },
    { value: 'COAL', codes: ['03'], labels: ['煤炭'] },
    { value: 'CLEAN', codes: ['04'], labels: ['清洁能源'] },
    { value: 'OTHER', codes: ['99'], labels: ['其他'] },
  ],
  yesNo: YES_NO,
} as const satisfies Record<string, readonly LedgerCode[]>
