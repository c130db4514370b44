export default {
  title: '政策参数',
  sub: '认定、期限、走访周期和预警所用的数值。屏幕上每一条线都从这里来；现行的在前，往年的保留，重算旧账用当年的值。',
  name: '参数',
  value: '数值',
  unknown: '未填',
  region: '适用地区',
  nation: '全国',
  dates: '起止',
  open: '至今',
  source: '依据',
  certainty: {
    HIGH: '确定',
    MEDIUM: '较确定',
    LOW: '待核',
    DEMO: '演示值',
    UNKNOWN: '未填，等待录入',
  },
  current: '现行',
  past: '往年',
  none: '没有可看的参数',
  noneWhy: '目录还没有载入。',
  names: {
    povertyLine: {
      statistical: '国家农村贫困标准',
      exit: '脱贫标准',
    },
    monitoringLine: '监测线',
    warningLine: {
      factor: '预警线倍数',
    },
    income: {
      ruralDisposable: '农村居民人均可支配收入',
      dropShare: '收入骤减比例',
    },
    medical: {
      selfPaidHintShare: '自付医疗提示比例',
      selfPaidWarningShare: '自付医疗预警比例',
    },
    shock: {
      disasterYuan: '灾害损失核实线',
      accidentYuan: '意外事故核实线',
      schoolingYuan: '上学费用核实线',
    },
    deadline: {
      assignDays: '线索派发期限',
      verifyDays: '入户核实期限',
      compareDays: '信息比对期限',
      publicityDays: '评议公示天数',
      identifyDays: '识别认定总期限',
      measureDays: '落实帮扶措施期限',
      dueSoonShare: '临期提醒占期限的比例',
    },
    removal: {
      minMonths: '风险消除前稳定月数',
    },
    identify: {
      publicityDays: '识别公示天数',
    },
    visit: {
      periodMonths: {
        notExited: '未脱贫户走访周期',
        monitored: '监测户走访周期',
        exited: '脱贫户走访周期',
        removed: '风险消除户走访周期',
        firstSecretary: '第一书记遍访周期',
      },
      afterRemovalDays: '风险消除后首次回访期限',
    },
    wall: {
      behindPoints: '滞后：比时序低',
      farBehindPoints: '严重滞后：比时序低',
      behindShare: '滞后：超出应减数的比例',
      farBehindShare: '严重滞后：超出应减数的比例',
    },
    relief: {
      townshipLimitYuan: '乡镇临时救助审批上限',
    },
    preventionFund: {
      smallGrantYuan: '防贫基金救助（小额）',
      mediumGrantYuan: '防贫基金救助（中额）',
      largeGrantYuan: '防贫基金救助（大额）',
      reviewMonths: '公益岗评议周期',
    },
    filialFund: {
      bonusRate: '孝善基金补贴比例',
      districtPercent: '孝善基金区级分担',
      townshipPercent: '孝善基金乡镇分担',
      villagePercent: '孝善基金村级分担',
      donationsPercent: '孝善基金捐赠分担',
    },
    supervise: {
      countyPersons: '挂牌县：剩余贫困人口超过',
      villagePersons: '挂牌村：剩余贫困人口超过',
    },
    exit: {
      incidencePercent: '退出：贫困发生率不高于',
      wrongExitPercent: '退出：错退率低于',
      recognitionPercent: '退出：认可度不低于',
    },
    team: {
      daysPerMonth: '工作队每月驻村天数',
    },
    pairing: {
      minHouseholds: '结对户数下限',
      maxHouseholds: '结对户数上限',
    },
    microcredit: {
      limitYuan: '小额信贷额度上限',
      maxYears: '小额信贷最长年限',
      minAge: '小额信贷最低年龄',
      maxAge: '小额信贷最高年龄',
    },
  },
} as const
