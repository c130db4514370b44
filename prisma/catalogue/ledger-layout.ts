import { type LedgerCode, REGISTER_CODES, YES_NO } from './register-codes'

/** Columns of the household ledger: one row per member. The first head is the one that we write; all are read, in any order. */
export const LEDGER_COLUMNS = {
  householdNo: { heads: ['户编号', '户编码', '家庭编号', '户号'], required: true },
  personNo: { heads: ['人编号', '人员编号', '个人编号'], required: false },
  regionCode: { heads: ['行政区划代码', '行政区划', '区划代码', '行政村代码', '村代码', '村编码'], required: false },
  provinceName: { heads: ['省', '省份', '省(自治区、直辖市)', '省名称'], required: false },
  cityName: { heads: ['市', '地市', '市(地、州、盟)', '市名称', '市(州)'], required: false },
  countyName: { heads: ['县', '区县', '县区', '县(市、区)', '县(市、区、旗)', '县名称'], required: false },
  townshipName: { heads: ['乡镇', '乡', '镇', '乡(镇)', '乡镇(街道)', '乡镇名称'], required: false },
  villageName: { heads: ['行政村', '村', '村(社区)', '村名', '村名称', '行政村名称'], required: false },
  naturalVillage: { heads: ['自然村', '自然村(组)', '自然村名称'], required: false },
  groupName: { heads: ['村民小组', '小组', '组', '村民组'], required: false },
  address: { heads: ['家庭住址', '住址', '详细地址', '家庭地址'], required: false },
  name: { heads: ['姓名', '家庭成员姓名', '成员姓名'], required: true },
  sex: { heads: ['性别'], required: false },
  birthDate: { heads: ['出生日期', '出生年月日', '出生年月'], required: false },
  idNumber: { heads: ['证件号码', '公民身份号码', '身份证号', '身份证号码', '证件号', '居民身份证号'], required: true },
  relation: { heads: ['与户主关系', '与户主的关系', '关系'], required: true },
  ethnicity: { heads: ['民族'], required: false },
  politicalStatus: { heads: ['政治面貌'], required: false },
  education: { heads: ['文化程度', '学历'], required: false },
  schooling: { heads: ['在校生状况', '在校生情况', '是否在校'], required: false },
  health: { heads: ['健康状况', '身体状况'], required: false },
  labour: { heads: ['劳动技能', '劳动能力', '劳动力状况'], required: false },
  workArea: { heads: ['务工区域', '务工地点', '务工所在地'], required: false },
  workMonths: { heads: ['务工时间', '务工月数', '务工时长'], required: false },
  residentMedical: {
    heads: ['是否参加城乡居民基本医疗保险', '是否参加城乡居民医保', '城乡居民基本医疗保险', '是否参加基本医疗保险'],
    required: false,
  },
  householdType: { heads: ['户类型', '贫困户属性', '农户属性', '户属性'], required: true },
  povertyStatus: { heads: ['脱贫属性', '脱贫状态'], required: true },
  identifiedOn: { heads: ['首次识别时间', '识别时间', '识别监测时间', '首次识别年月'], required: false },
  exitYear: { heads: ['脱贫年度', '脱贫年份', '脱贫时间'], required: false },
  mainCause: { heads: ['主要致贫原因', '致贫原因'], required: false },
  monitoredType: { heads: ['监测对象类别', '监测对象类型', '监测类别'], required: false },
  riskTypes: { heads: ['风险类型', '返贫致贫风险', '返贫致贫风险类型'], required: false },
  householdSize: { heads: ['家庭人口数', '家庭人口', '家庭成员数', '人口数'], required: false },
  incomePerCapita: { heads: ['人均纯收入', '年人均纯收入', '家庭人均纯收入'], required: false },
  phone: { heads: ['联系电话', '电话', '手机号码', '联系方式'], required: false },
  bankName: { heads: ['开户银行', '开户行', '银行名称'], required: false },
  bankAccount: { heads: ['银行卡号', '银行账号', '银行账户', '一卡通账号'], required: false },
  houseGrade: { heads: ['住房安全等级', '房屋安全等级', '危房等级', '住房等级'], required: false },
  valuesYear: { heads: ['数据年度', '信息年度', '年度', '年份'], required: false },
  idType: { heads: ['证件类型'], required: false },
  disabilityCard: { heads: ['残疾人证号', '残疾证号', '残疾人证号码', '残疾证编号'], required: false },
  dropoutReason: { heads: ['失学辍学原因', '失学或辍学原因', '辍学原因'], required: false },
  worksAbroad: { heads: ['是否境外务工', '是否国外务工', '国外务工'], required: false },
  employer: { heads: ['务工企业', '务工企业名称', '务工单位', '工作单位'], required: false },
  jobChannel: { heads: ['就业渠道', '就业方式'], required: false },
  welfareJob: { heads: ['公益岗位类型', '公益性岗位', '公益岗位', '公益性岗位类型'], required: false },
  welfareJobMonths: { heads: ['公益岗位月数', '公益性岗位(月数)', '聘用月数', '公益性岗位月数'], required: false },
  employeeMedical: {
    heads: ['是否参加城镇职工基本医疗保险', '是否参加职工医保', '职工基本医疗保险', '是否参加职工基本医疗保险'],
    required: false,
  },
  criticalIllness: { heads: ['是否参加大病保险', '大病保险'], required: false },
  commercialMedical: { heads: ['是否参加商业补充医疗保险', '商业补充医疗保险', '商业补充保险'], required: false },
  medicalAid: { heads: ['是否享受医疗救助', '是否接受医疗救助', '医疗救助'], required: false },
  residentPension: {
    heads: ['是否参加城乡居民基本养老保险', '是否参加城乡居民养老保险', '城乡居民基本养老保险', '城乡居民养老保险'],
    required: false,
  },
  employeePension: {
    heads: ['是否参加城镇职工基本养老保险', '是否参加职工养老保险', '职工基本养老保险', '职工养老保险'],
    required: false,
  },
  subsistence: {
    heads: ['是否享受低保', '享受低保', '是否享受农村居民最低生活保障', '是否享受最低生活保障'],
    required: false,
  },
  destitute: {
    heads: ['是否享受特困供养', '特困供养', '是否特困供养人员', '是否享受特困人员救助供养'],
    required: false,
  },
  destituteCare: { heads: ['供养方式', '特困供养方式'], required: false },
  familyDoctor: { heads: ['是否签约家庭医生', '签约家庭医生', '家庭医生签约'], required: false },
  disabilityLivingAllowance: {
    heads: ['是否享受困难残疾人生活补贴', '残疾人生活补贴', '困难残疾人生活补贴'],
    required: false,
  },
  disabilityNursingAllowance: {
    heads: ['是否享受重度残疾人护理补贴', '残疾人护理补贴', '重度残疾人护理补贴', '护理补贴'],
    required: false,
  },
  speaksMandarin: { heads: ['是否会讲普通话', '会讲普通话', '是否会说普通话'], required: false },
  activeService: { heads: ['是否现役军人', '现役军人'], required: false },
  identificationStandard: { heads: ['识别标准'], required: false },
  relapsedOn: { heads: ['返贫时间', '返贫年月'], required: false },
  notExitedReason: { heads: ['未脱贫原因'], required: false },
  otherCauses: { heads: ['其他致贫原因', '次要致贫原因'], required: false },
  isMartyrFamily: { heads: ['是否军烈属', '军烈属'], required: false },
  isOneChildFamily: { heads: ['是否独生子女户', '独生子女户'], required: false },
  isTwoDaughterFamily: { heads: ['是否双女户', '双女户'], required: false },
  isRelocated: { heads: ['是否易地扶贫搬迁户', '是否易地搬迁户', '易地扶贫搬迁', '是否搬迁户'], required: false },
  relocationMode: { heads: ['搬迁方式'], required: false },
  settlementMode: { heads: ['安置方式'], required: false },
  settlementPlace: { heads: ['安置地', '安置地点'], required: false },
  /** Written by an export, hidden: what the register said then, so that only what was changed in the file is a change. */
  registerMark: { heads: ['登记标记'], required: false },
} as const satisfies Record<string, { heads: readonly string[]; required: boolean }>

const CAUSES: readonly LedgerCode[] = [
  { value: 'ILLNESS', codes: ['01'], labels: ['因病'] },
  { value: 'DISABILITY', codes: ['02'], labels: ['因残'] },
  { value: 'SCHOOLING', codes: ['03'], labels: ['因学'] },
  { value: 'DISASTER', codes: ['04'], labels: ['因灾'] },
  { value: 'LACK_LAND', codes: ['05'], labels: ['缺土地'] },
  { value: 'LACK_WATER', codes: ['06'], labels: ['缺水'] },
  { value: 'LACK_SKILL', codes: ['07'], labels: ['缺技术'] },
  { value: 'LACK_LABOUR', codes: ['08'], labels: ['缺劳动力', '缺劳力'] },
  { value: 'LACK_CAPITAL', codes: ['09'], labels: ['缺资金'] },
  { value: 'POOR_TRANSPORT', codes: ['10'], labels: ['交通条件落后', '交通落后'] },
  { value: 'LACK_MOTIVATION', codes: ['11'], labels: ['自身发展动力不足', '自身发展力不足'] },
  { value: 'OTHER', codes: ['99'], labels: ['其他'] },
]

/** Codes and labels of the coded columns; the first label is the one that we write. */
export const LEDGER_CODES = {
  ...REGISTER_CODES,
  sex: [
    { value: 'M', codes: ['01'], labels: ['男', '男性'] },
    { value: 'F', codes: ['02'], labels: ['女', '女性'] },
  ],
  relation: [
    { value: 'HEAD', codes: ['01'], labels: ['户主', '本人', '户主(本人)', '本人或户主'] },
    { value: 'SPOUSE', codes: ['02'], labels: ['配偶', '妻', '夫', '之妻', '之夫'] },
    { value: 'SON', codes: ['03'], labels: ['之子', '子', '儿子'] },
    { value: 'DAUGHTER', codes: ['04'], labels: ['之女', '女', '女儿'] },
    { value: 'DAUGHTER_IN_LAW', codes: ['05'], labels: ['之儿媳', '儿媳'] },
    { value: 'SON_IN_LAW', codes: ['06'], labels: ['之女婿', '女婿'] },
    { value: 'GRANDSON', codes: ['07'], labels: ['之孙子', '孙子'] },
    { value: 'GRANDDAUGHTER', codes: ['08'], labels: ['之孙女', '孙女'] },
    { value: 'DAUGHTERS_SON', codes: ['09'], labels: ['之外孙子', '外孙子'] },
    { value: 'DAUGHTERS_DAUGHTER', codes: ['10'], labels: ['之外孙女', '外孙女'] },
    { value: 'FATHER', codes: ['11'], labels: ['之父', '父亲'] },
    { value: 'MOTHER', codes: ['12'], labels: ['之母', '母亲'] },
    { value: 'WIFES_FATHER', codes: ['13'], labels: ['之岳父', '岳父'] },
    { value: 'WIFES_MOTHER', codes: ['14'], labels: ['之岳母', '岳母'] },
    { value: 'HUSBANDS_FATHER', codes: ['15'], labels: ['之公公', '公公'] },
    { value: 'HUSBANDS_MOTHER', codes: ['16'], labels: ['之婆婆', '婆婆'] },
    { value: 'GRANDFATHER', codes: ['17'], labels: ['之祖父', '祖父'] },
    { value: 'GRANDMOTHER', codes: ['18'], labels: ['之祖母', '祖母'] },
    { value: 'MOTHERS_FATHER', codes: ['19'], labels: ['之外祖父', '外祖父'] },
    { value: 'MOTHERS_MOTHER', codes: ['20'], labels: ['之外祖母', '外祖母'] },
    { value: 'SIBLING', labels: ['之兄弟姐妹', '兄弟姐妹'] },
    { value: 'BROTHERS_WIFE', labels: ['之兄弟媳妇', '兄弟媳妇'] },
    { value: 'UNCLE', labels: ['之叔伯', '叔伯'] },
    { value: 'NEPHEW', labels: ['之侄儿', '侄儿'] },
    { value: 'NIECE', labels: ['之侄女', '侄女'] },
    { value: 'GREAT_GRANDSON', labels: ['之曾孙子', '曾孙子'] },
    { value: 'GREAT_GRANDDAUGHTER', labels: ['之曾孙女', '曾孙女'] },
    { value: 'OTHER', codes: ['99'], labels: ['其他'] },
  ],
  politicalStatus: [
    { value: 'PARTY_MEMBER', codes: ['01'], labels: ['中共党员', '党员'] },
    { value: 'PROBATIONARY_MEMBER', codes: ['02'], labels: ['中共预备党员', '预备党员'] },
    { value: 'YOUTH_LEAGUE', codes: ['03'], labels: ['共青团员', '团员'] },
    { value: 'REVOLUTIONARY', codes: ['04'], labels: ['民革党员', '民革会员'] },
    { value: 'DEMOCRATIC_LEAGUE', codes: ['05'], labels: ['民盟盟员'] },
    { value: 'NATIONAL_BUILDING', codes: ['06'], labels: ['民建会员'] },
    { value: 'PROMOTING', codes: ['07'], labels: ['民进会员'] },
    { value: 'PEASANTS_WORKERS', codes: ['08'], labels: ['农工党党员'] },
    { value: 'ZHI_GONG', codes: ['09'], labels: ['致公党党员'] },
    { value: 'JIU_SAN', codes: ['10'], labels: ['九三学社社员'] },
    { value: 'TAIWAN_LEAGUE', codes: ['11'], labels: ['台盟盟员'] },
    { value: 'OTHER_PARTY', labels: ['民主党派', '其他党派'] },
    { value: 'NO_PARTY', codes: ['12'], labels: ['无党派人士', '无党派', '无党派民主人士'] },
    { value: 'MASSES', codes: ['13'], labels: ['群众'] },
  ],
  education: [
    { value: 'ILLITERATE', codes: ['01'], labels: ['文盲或半文盲', '文盲', '文盲半文盲'] },
    { value: 'PRIMARY', codes: ['02'], labels: ['小学'] },
    { value: 'JUNIOR', codes: ['03'], labels: ['初中'] },
    { value: 'SENIOR', codes: ['04'], labels: ['高中', '高中(中专)', '中专', '中职'] },
    { value: 'COLLEGE', codes: ['05'], labels: ['大专', '大专及以上'] },
    { value: 'UNIVERSITY', codes: ['06'], labels: ['本科及以上', '本科'] },
  ],
  health: [
    { value: 'HEALTHY', codes: ['01'], labels: ['健康'] },
    { value: 'CHRONIC', codes: ['02'], labels: ['长期慢性病', '慢性病'] },
    { value: 'SERIOUS_ILLNESS', codes: ['03'], labels: ['患有大病', '大病'] },
    { value: 'DISABLED', codes: ['04'], labels: ['残疾'] },
  ],
  labour: [
    { value: 'ORDINARY', codes: ['01'], labels: ['普通劳动力'] },
    { value: 'SKILLED', codes: ['02'], labels: ['技能劳动力'] },
    { value: 'LOST', codes: ['03'], labels: ['丧失劳动力', '丧失劳动能力'] },
    { value: 'NONE', codes: ['04'], labels: ['无劳动力', '无劳动能力'] },
    { value: 'WEAK', codes: ['05'], labels: ['弱劳动力或半劳动力', '弱劳动力', '半劳动力', '弱(半)劳动力'] },
  ],
  workArea: [
    { value: 'TOWNSHIP', codes: ['01'], labels: ['乡(镇)内', '乡镇内'] },
    { value: 'COUNTY', codes: ['02'], labels: ['乡(镇)外县内', '乡镇外县内', '县内'] },
    { value: 'PROVINCE', codes: ['03'], labels: ['县外省内', '省内'] },
    { value: 'OUTSIDE', codes: ['04'], labels: ['省外'] },
    { value: 'OTHER', codes: ['99'], labels: ['其他'] },
  ],
  residentMedical: YES_NO,
  householdType: [
    { value: 'POOR_GENERAL', codes: ['01'], labels: ['一般贫困户', '一般脱贫户'] },
    { value: 'POOR_SUBSISTENCE', codes: ['02', '04'], labels: ['低保贫困户', '低保脱贫户', '低保户'] },
    {
      value: 'POOR_DESTITUTE',
      codes: ['03', '06'],
      labels: ['特困供养贫困户', '特困供养脱贫户', '五保贫困户', '特困供养户', '五保户', '特困供养(五保)贫困户'],
    },
    { value: 'GENERAL_RURAL', codes: ['05'], labels: ['一般农户', '一般户'] },
  ],
  povertyStatus: [
    { value: 'NOT_EXITED', codes: ['0', '00'], labels: ['未脱贫', '未脱贫户'] },
    {
      value: 'EXITED',
      codes: ['1', '01'],
      labels: ['已脱贫', '脱贫', '脱贫户', '新脱贫', '历史已脱贫', '已脱贫(享受政策)'],
    },
    { value: 'RELAPSED', codes: ['3', '03'], labels: ['返贫', '返贫户'] },
    { value: 'EXITED_STABLE', codes: ['4', '04'], labels: ['稳定脱贫', '稳定脱贫户', '已脱贫(不享受政策)'] },
    { value: 'NEVER_POOR', labels: ['未建档立卡', '非建档立卡户', '一般农户'] },
  ],
  mainCause: CAUSES,
  monitoredType: [
    { value: 'UNSTABLE_EXITED', codes: ['01'], labels: ['脱贫不稳定户', '监测户', '脱贫监测户'] },
    { value: 'MARGINAL', codes: ['02'], labels: ['边缘易致贫户', '边缘户'] },
    { value: 'SUDDEN_HARDSHIP', codes: ['03'], labels: ['突发严重困难户', '突发困难户'] },
    { value: 'NONE', labels: ['无', '否', '非监测对象'] },
  ],
  riskTypes: [
    { value: 'ILLNESS', codes: ['01'], labels: ['因病'] },
    { value: 'DISASTER', codes: ['02'], labels: ['因自然灾害', '因灾'] },
    { value: 'DISABILITY', codes: ['03'], labels: ['因残'] },
    { value: 'LACK_LABOUR', codes: ['04'], labels: ['因缺劳动力', '缺劳动力'] },
    { value: 'ACCIDENT', codes: ['05'], labels: ['因意外事故', '因意外'] },
    { value: 'BUSINESS_FAILURE', codes: ['06'], labels: ['因产业项目失败'] },
    { value: 'UNSTABLE_EMPLOYMENT', codes: ['07'], labels: ['因务工就业不稳', '因务工就业不稳定'] },
    { value: 'SCHOOLING', codes: ['09'], labels: ['因学'] },
    { value: 'UNSAFE_HOUSING', codes: ['10'], labels: ['因安全住房', '住房出现安全问题'] },
    { value: 'UNSAFE_WATER', codes: ['11'], labels: ['因安全饮水', '饮水出现安全问题'] },
    { value: 'OTHER', codes: ['99'], labels: ['其他'] },
  ],
  houseGrade: [
    { value: 'A', labels: ['A', 'A级'] },
    { value: 'B', labels: ['B', 'B级'] },
    { value: 'C', labels: ['C', 'C级'] },
    { value: 'D', labels: ['D', 'D级'] },
  ],
} as const satisfies Record<string, readonly LedgerCode[]>

/** The 56 ethnic groups by their short names; the ending is optional in a ledger. */
export const ETHNIC_GROUPS =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'.split(
    ' ',
  )
export const ETHNIC_ENDING = '族'

/** A head may say its year: 2025年人均纯收入. */
export const YEAR_BEFORE_HEAD = /^(20\d{2})年度?/

/** Endings of village and township names that a ledger writes or leaves out. */
export const PLACE_ENDINGS = /(村民委员会|居民委员会|村委会|居委会|委会|村|社区)$/

/** Marks between the parts of a date or of a list. */
export const DATE_MARKS = /[年月/.]/g
export const DATE_END = /日$/
export const LIST_MARKS = /[,、;；，\s]+/

/** Units that people write behind a number. */
export const NUMBER_ENDINGS = /(元|人|个月|月|年)$/
