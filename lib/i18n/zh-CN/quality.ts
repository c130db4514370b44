export default {
  sources: {
    checks2015: '国家核查规则 2015–2017',
    cleaning2017: '2017 年数据清洗',
    checks2021: '国家核查规则 2021',
    checks2023: '国家核查规则 2023',
    registerForm: '国家采集表公式',
    waterStandard: 'T/CHES 18-2018 饮水标准',
    ours: '本系统',
  },
  rules: {
    R1: {
      name: '证件号码有误',
      says: '{case, select, length {证件号码是 {length} 位，应为 18 位。} card {残疾人证号是 {length} 位，应为 20 位（补发的 22 位）。} other {证件号码的校验位或字符不对，请对照证件重录。}}',
    },
    R2: {
      name: '出生日期有误',
      says: '{case, select, future {出生日期晚于今天。} old {按出生日期已满 {age} 岁，超过 {oldest} 岁。} number {证件号码里的出生日期不对。} other {出生日期和证件号码第 7 至 14 位不一致。}}',
    },
    R3: { name: '性别和证件号码不符', says: '证件号码第 17 位单数为男、双数为女，和登记的性别不一致。' },
    R4: { name: '证件号码重复', says: '同县还有 {others} 人登记了相同的证件号码。' },
    R5: {
      name: '户主或配偶人数不对',
      says: '{case, select, none {没有户主，一户要有一名户主。} heads {有 {heads} 名户主，一户只能有一名。} other {有 {spouses} 名配偶，一户最多一名。}}',
    },
    R6: {
      name: '关系和性别不符',
      says: '{case, select, couple {户主和配偶登记为同一性别。} other {与户主关系和登记的性别对不上。}}',
    },
    R7: { name: '空挂户', says: '户在册，但没有在世的成员。' },
    R8: { name: '人口偏多', says: '登记 {members} 人，达到 {many} 人要核对。' },
    R9: { name: '户主未成年', says: '户主 {age} 岁，不满 {least} 岁。' },
    R10: { name: '家庭人口数不符', says: '家庭人口数写的是 {said} 人，成员有 {rows} 人。' },
    R11: {
      name: '联系电话有疑',
      says: '{case, select, digits {电话是 {digits} 位数字，手机号应为 11 位，座机要带区号。} other {同一个电话登记了 {households} 户，超过 {most} 户。}}',
    },
    R12: {
      name: '残疾和残疾人证不符',
      says: '{case, select, length {证件类型是残疾人证，号码却是 18 位。} contradicts {健康状况选了“健康”，又选了别的。} noCard {健康状况是残疾，没有残疾人证号。} other {有残疾人证，健康状况却是健康。}}',
    },
    R13: { name: '父母子女年龄不合', says: '出生年份和父（母）只差 {years} 年，少于 {least} 年。' },
    R14: {
      name: '已去世或离开的人仍计入',
      says: '{case, select, dead {{on} 已去世，仍在家庭成员里。} other {{year} 年收入按 {divisor} 人平均，当年在户的只有 {members} 人。}}',
    },
    R15: {
      name: '帮扶责任人不合适',
      says: '{case, select, own {帮扶责任人和本户成员同名，像是同一人。} other {帮扶责任人像是一名建档立卡户成员。}}',
    },
    R16: {
      name: '帮扶责任人缺少或户数过多',
      says: '{case, select, none {没有帮扶责任人。} other {帮扶责任人联系 {households} 户，超过 {most} 户。}}',
    },
    R17: {
      name: '文化程度和在校生状况',
      says: '{case, select, both {文化程度和在校生状况都填了，只能填一项。} other {文化程度和在校生状况都没有填，要填一项。}}',
    },
    R18: { name: '疑似失学辍学', says: '{age} 岁，应在校，登记为不在校，也没有大病或残疾的原因。' },
    R19: {
      name: '在校阶段和年龄不符',
      says: '{case, select, young {{age} 岁，小于这一阶段的 {bound} 岁。} other {{age} 岁，大于这一阶段的 {bound} 岁。}}',
    },
    R20: { name: '年级多年不变', says: '从 {since} 年起在校生状况 {years} 年没有变。' },
    R21: { name: '健康却丧失劳动力', says: '健康状况是健康，劳动技能是丧失劳动力。' },
    R22: { name: '劳动年龄健康却无劳动力', says: '{age} 岁，健康，不在校，登记为无劳动力或弱劳动力。' },
    R23: { name: '未成年有劳动力', says: '{age} 岁，不满 {least} 岁，登记了劳动力。' },
    R24: { name: '高龄仍算全劳力', says: '{age} 岁，已到 {end} 岁，仍登记为普通或技能劳动力。' },
    R25: { name: '在校生登记务工', says: '在校，又登记务工 {months} 个月。' },
    R26: { name: '无劳动力却务工', says: '登记为无劳动力或丧失劳动力，又务工 {months} 个月。' },
    R27: {
      name: '务工地点和月数',
      says: '{case, select, range {务工 {months} 个月，应在 0 至 12 之间。} months {有务工地点，没有月数。} other {务工 {months} 个月，没有务工地点。}}',
    },
    R28: {
      name: '工资收入和务工不符',
      says: '{case, select, wage {{year} 年有工资性收入 {wage} 元，没有人登记务工月数。} other {有人登记务工 {months} 个月，{year} 年没有工资性收入。}}',
    },
    R29: {
      name: '公益岗位有疑',
      says: '{case, select, age {{age} 岁，公益岗位应满 {least} 岁、不到 {end} 岁。} months {有公益岗位，没有聘用月数。} place {聘用 {months} 个月，没有公益岗位类型。} other {有公益岗位，务工地点却在县外。}}',
    },
    R30: { name: '特困供养人员外出务工', says: '享受特困供养，又在乡镇外务工 {months} 个月。' },
    R31: { name: '大专以上毕业未就业', says: '大专及以上学历，劳动年龄内，没有登记就业。' },
    R32: {
      name: '收入合计不符',
      says: '{case, select, group {{year} 年{group, select, WAGE {工资性收入} BUSINESS {生产经营性收入} PROPERTY {财产性收入} TRANSFER {转移性收入} other {生产经营性支出}}写的是 {said} 元，分项合计 {sum} 元。} net {{year} 年纯收入写的是 {said} 元，按公式是 {sum} 元。} other {{year} 年人均写的是 {said} 元，按公式是 {sum} 元。}}',
    },
    R33: { name: '有经营收入无支出', says: '{year} 年生产经营性收入 {business} 元，支出是 0。' },
    R34: {
      name: '人均收入偏低或偏高',
      says: '{case, select, low {{year} 年人均 {perCapita} 元，不高于 {bound} 元。} other {{year} 年人均 {perCapita} 元，高于 {bound} 元。}}',
    },
    R35: { name: '工资性收入偏低', says: '{year} 年工资性收入 {wage} 元，低于 {bound} 元。' },
    R36: {
      name: '补助金额偏低',
      says: '{case, select, subsistence {{year} 年低保金 {amount} 元，低于 {bound} 元。} other {{year} 年养老金 {amount} 元，低于 {bound} 元。}}',
    },
    R37: {
      name: '低保特困和补助不符',
      says: '{case, select, both {同一人既享受低保又享受特困供养。} subsistenceNoMoney {是低保户，{year} 年没有低保金收入。} subsistenceNoStatus {{year} 年有低保金 {amount} 元，没有人享受低保。} destituteNoMoney {是特困供养户，{year} 年没有特困供养金收入。} other {{year} 年有特困供养金 {amount} 元，没有人享受特困供养。}}',
    },
    R38: {
      name: '养老金和年龄不符',
      says: '{case, select, noMoney {有 {persons} 人已满 {from} 岁，{year} 年没有养老金收入。} other {{year} 年有养老金 {amount} 元，没有人满 {from} 岁。}}',
    },
    R39: {
      name: '土地和补偿不符',
      says: '{case, select, irrigated {有效灌溉 {part} 亩，多于耕地 {whole} 亩。} returned {退耕还林 {part} 亩，多于林地和牧草地 {whole} 亩。} other {{year} 年有生态补偿金 {amount} 元，没有退耕还林面积。}}',
    },
    R40: {
      name: '收入骤减，没有线索',
      says: '人均从 {before} 元降到 {year} 年的 {perCapita} 元，降了 {percent}%，没有线索，也不在监测。',
    },
    R41: {
      name: '脱贫户收入低于线，没有监测',
      says: '{year} 年人均 {perCapita} 元，低于 {line} 元，没有线索，也不在监测。',
    },
    R42: {
      name: '全村多户收入和上年相同',
      says: '{known} 户里有 {same} 户收入和上年一元不差，占 {percent}%，超过 {most}%。',
    },
    R43: {
      name: '全村多户收入刚过线',
      says: '{year} 年 {known} 户里有 {near} 户人均在 {line} 元以上 {width} 元以内，占 {percent}%，超过 {most}%。',
    },
    R44: { name: '审定后改收入，没有走访', says: '县级 {decided} 审定，{changed} 又改了收入，其间没有入户走访。' },
    R45: {
      name: '未脱贫户收入偏高',
      says: '{case, select, high {未脱贫，{year} 年人均 {perCapita} 元，高于 {bound} 元。} other {未脱贫，{year} 年人均 {perCapita} 元，已过脱贫标准 {bound} 元，原因又不是因病、因学、因残。}}',
    },
    R46: {
      name: '脱贫户保障有缺，没有线索',
      says: '{case, select, housing {住房是 C、D 级或查出不安全} water {饮水不安全} electricity {没有通生活用电} school {有孩子不在校} other {有人没有参加基本医保}}，没有线索，也不在监测。',
    },
    R47: {
      name: '住房没有等级',
      says: '{case, select, appraised {{on} 做过鉴定，没有填等级。} site {走访查出住房不安全，没有填等级。} other {风险里有住房安全，没有填等级。}}',
    },
    R48: {
      name: '致贫原因和成员不符',
      says: '{case, select, illness {原因是因病，成员都健康。} disability {原因是因残，没有残疾成员。} schooling {原因是因学，没有在校生。} other {原因是缺劳动力，却有 {labourers} 名劳动力（达到 {many} 名）。}}',
    },
    R49: { name: '住房面积有疑', says: '住房 {area} 平方米，应在 {least} 至 {most} 平方米之间。' },
    R50: {
      name: '基本医保登记有疑',
      says: '{case, select, both {城乡居民医保和职工医保都登记为参加。} other {城乡居民医保和职工医保都没有参加。}}',
    },
    R51: {
      name: '住房等级变好，没有改造',
      says: '{before} 年是 {from} 级，{year} 年是 {to} 级，没有危房改造，也没有搬迁。',
    },
    R52: { name: '饮水安全和停水天数不符', says: '登记饮水安全，{year} 年停水 {days} 天，超过 {most} 天。' },
  },
  title: '数据质量',
} as const
