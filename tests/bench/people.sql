-- $persons people of one county of 250 villages, by 20 surnames and 1,600 given names, born over 60 years. Codes of 139801 stand for no real place.
INSERT INTO installation (is_demo, county_code) SELECT true, '130799' WHERE NOT EXISTS (SELECT FROM installation);
INSERT INTO region (code, level, name) VALUES ('130000000000', 'PROVINCE', '河北省') ON CONFLICT DO NOTHING;
INSERT INTO region (code, level, name, parent_code) VALUES ('139800000000', 'CITY', '测试市', '130000000000') ON CONFLICT DO NOTHING;
INSERT INTO region (code, level, name, parent_code) VALUES ('139801000000', 'COUNTY', '测试县', '139800000000') ON CONFLICT DO NOTHING;
INSERT INTO region (code, level, name, parent_code)
  SELECT format('139801%s000', t), 'TOWNSHIP', format('测试%s乡', t), '139801000000' FROM generate_series(100, 124) t ON CONFLICT DO NOTHING;
INSERT INTO region (code, level, name, parent_code)
  SELECT format('139801%s%s', t, v), 'VILLAGE', format('测试%s村', v), format('139801%s000', t)
  FROM generate_series(100, 124) t, generate_series(201, 210) v ON CONFLICT DO NOTHING;
ALTER TABLE person DISABLE TRIGGER USER;
INSERT INTO person (county_code, id, region_code, name, name_pinyin, name_initials, sex, birth_date, id_number_enc, id_number_bidx)
SELECT '139801', md5('person ' || n)::uuid, format('139801%s%s', 100 + n % 25, 201 + (n / 25) % 10), s[a] || g[b] || g[d], sp[a] || gp[b] || gp[d],
  left(sp[a], 1) || left(gp[b], 1) || left(gp[d], 1), CASE WHEN n % 2 = 0 THEN 'M' ELSE 'F' END, DATE '1945-01-01' + (hashint4(n + 31) & 2147483647) % 22000,
  '\x00', decode(md5('id ' || n), 'hex')
FROM (SELECT n, 1 + (hashint4(n) & 1023) % 20 AS a, 1 + (hashint4(n + 7919) & 65535) % 40 AS b, 1 + (hashint4(n + 104729) & 65535) % 40 AS d
      FROM generate_series(1, $persons) n) x,
  (SELECT string_to_array('王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗', ' ') AS s,
     string_to_array('wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo', ' ') AS sp,
     string_to_array('伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀 霞 平 刚 桂 英 华 玉 兰 红 梅 建 国 志 海 春 生 文 山 守 田 福 贵', ' ') AS g,
     string_to_array('wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao xiu xia ping gang gui ying hua yu lan hong mei jian guo zhi hai chun sheng wen shan shou tian fu gui', ' ') AS gp) letters;
ALTER TABLE person ENABLE TRIGGER USER;
