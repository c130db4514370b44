const lines = (text: string) => text.trim().split(/\s+/)

/** What people build passwords from: English, pinyin, the county office, this product. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  lines(`
    password passwd passwort parola passw pass word pwd secret secure security login logon signin welcome hello hallo admin administrator
    admini root user users guest test tester testing demo sample example default change changeme changeit letmein open sesame access enter
    master system manager service support server oracle mysql postgres database internet network computer office windows microsoft apple
    google huawei xiaomi honor tencent alibaba alipay taobao baidu wechat weixin weibo qqmail iphone android samsung lenovo
    iloveyou love lover loveyou loveme forever angel baby princess prince sunshine shadow dragon tiger monkey michael jordan charlie jennifer
    football baseball basketball soccer superman batman spiderman pokemon starwars hunter killer ninja freedom whatever trustno trustnoone
    summer winter spring autumn monday friday sunday january december flower chocolate cookie cheese coffee money lucky happy family friend
    mother father sister brother china chinese beijing shanghai guangzhou shenzhen chongqing tianjin hebei shijiazhuang zhangjiakou huailai
    zhuolu chicheng xuanhua chongli wanquan yuxian yangyuan huaian kangbao guyuan shangyi zhangbei
    woaini woaiwo woai aini wo ai ni aiwo zhongguo zhonghua renmin gongchandang dangyuan gongwuyuan zhengfu xiangzhen cunwei cunweihui cunzhang
    shuji zhushu zhucun zhiban bangong bangongshi xinxi mima wodemima denglu yonghu guanliyuan guanli houtai xitong pingtai ceshi shiyong
    nihao nimen women tamen laopo laogong baobao baobei qinaide xiaobao meinv shuaige pengyou jiayou facai gongxi xinnian kuaile shengri
    yisheng yishi yongyuan xingfu jiankang pingan shunli dajia haoren zaijian asdf asdfgh asdfghjkl qwer qwert qwerty qwertyui qwertyuiop
    zxcv zxcvbn zxcvbnm qazwsx qazwsxedc wsx edc rfv qaz plm okn abc abcd abcde abcdef abcabc aaa bbb xyz xxx zzz
    fangxian fangpin fangfanpin fanpin fupin tuopin tuopingongjian gongjian bangfu xiangcun zhenxing xiangcunzhenxing nongcun nongye nongmin
    pinkun jiandang jianping zerenren poverty rural village county town household monitor monitoring
  `),
)
