/** 复姓 · Surnames of two characters that are still borne; every other surname is taken as one character. */
export const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  (
    '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 夏侯 轩辕 端木 百里 呼延 南宫 东郭 闻人 公冶 钟离 太史 ' +
    '澹台 淳于 单于 申屠 仲孙 闾丘 万俟 赫连 拓跋 独孤 西门 鲜于'
  ).split(' '),
)

/**
 * 异体、繁体 · Other written forms of one and the same character, each pair "other form, usual form". Only forms that official papers use for
 * names stand here. Characters that merely sound alike (芳 and 方, 云 and 芸) are caught by their pinyin; different surnames that sound
 * alike (于 and 余) are different families and are never folded.
 */
const PAIRS =
  '傑杰 峯峰 國国 雲云 鈴铃 華华 強强 麗丽 軍军 龍龙 鳳凤 蘭兰 蓮莲 紅红 藝艺 愛爱 寶宝 賓宾 陳陈 張张 劉刘 趙赵 黃黄 ' +
  '吳吴 孫孙 馬马 羅罗 鄭郑 謝谢 韓韩 馮冯 許许 鄧邓 蕭萧 葉叶 閻阎 閆阎 闫阎 鍾钟 鐘钟 盧卢 蔣蒋 賈贾 蘇苏 楊杨 範范 ' +
  '譚谭 賴赖 龔龚 顧顾 齊齐 於于 莊庄 嚴严 陸陆 萬万 錢钱 湯汤 喬乔 賀贺 龐庞 學学 慶庆 榮荣 興兴 業业 偉伟 儀仪 億亿 ' +
  '優优 勳勋 勛勋 勝胜 勵励 協协 亞亚 啟启 啓启 園园 團团 堅坚 壽寿 夢梦 嬌娇 嬋婵 寧宁 實实 審审 寬宽 專专 尋寻 導导 ' +
  '岡冈 嵐岚 嶺岭 巖岩 嵒岩 帥帅 師师 庫库 廣广 廠厂 彥彦 後后 從从 悳德 憲宪 懷怀 應应 戀恋 戰战 換换 擁拥 撫抚 數数 ' +
  '昇升 陞升 時时 曉晓 暉晖 會会 東东 棟栋 楨桢 樂乐 樹树 橋桥 權权 歡欢 歲岁 歸归 氣气 沖冲 淨净 淵渊 測测 湧涌 滄沧 ' +
  '漢汉 潔洁 潤润 濤涛 濱滨 濟济 灣湾 煒炜 煥焕 燁烨 燈灯 燦灿 爍烁 獻献 環环 瑩莹 瑋玮 瓊琼 瑪玛 甯宁 畢毕 異异 發发 ' +
  '盡尽 盤盘 碩硕 禎祯 禮礼 禕祎 種种 穎颖 頴颖 積积 競竞 筆笔 節节 簡简 紀纪 純纯 紹绍 組组 結结 統统 絹绢 經经 維维 ' +
  '綱纲 綠绿 綵彩 緒绪 線线 緣缘 績绩 織织 繼继 續续 纖纤 羣群 義义 習习 聖圣 聞闻 聰聪 聯联 聲声 職职 舊旧 艷艳 豔艳 ' +
  '艶艳 蔭荫 薔蔷 藍蓝 衛卫 補补 裏里 製制 見见 規规 視视 覺觉 觀观 計计 記记 訓训 詠咏 詩诗 詳详 誠诚 語语 調调 諒谅 ' +
  '諾诺 謙谦 證证 識识 譽誉 護护 讓让 豐丰 貝贝 貞贞 財财 貢贡 貫贯 貴贵 資资 賢贤 賜赐 贊赞 趕赶 躍跃 輝辉 煇辉 輕轻 ' +
  '輪轮 轉转 辦办 農农 連连 進进 運运 達达 遠远 遷迁 選选 邊边 郵邮 釗钊 釵钗 鈞钧 鉅巨 銀银 銘铭 銳锐 鋒锋 鋼钢 錄录 ' +
  '錦锦 鎮镇 鎖锁 鏡镜 鐵铁 鑄铸 鑑鉴 鑒鉴 長长 門门 開开 間间 閣阁 陽阳 際际 雙双 離离 電电 靈灵 靜静 靑青 韋韦 韻韵 ' +
  '響响 順顺 領领 頻频 題题 願愿 風风 飛飞 養养 駿骏 騰腾 驍骁 驕骄 魯鲁 鮮鲜 鴻鸿 鵬鹏 鶴鹤 黨党 齡龄 喆哲 堃坤 昞炳 ' +
  '昺炳 栢柏 晳皙 珎珍 歐欧 諸诸 遲迟 軒轩 轅辕'

/** From another written form to the usual one. */
export const USUAL_FORMS: ReadonlyMap<string, string> = new Map(
  PAIRS.split(' ').map((pair) => [...pair] as [string, string]),
)
