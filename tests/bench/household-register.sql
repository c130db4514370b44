-- A register of :households households in 16 counties of one city: 4,000 villages, one head each, an ID fingerprint each.
-- Codes of the city 1398 and the counties 139801 to 139816 stand for no real place.
INSERT INTO installation (is_demo, county_code) SELECT true, '130799' WHERE NOT EXISTS (SELECT FROM installation);
INSERT INTO region (code, level, name) VALUES ('130000000000', 'PROVINCE', '河北省') ON CONFLICT DO NOTHING;
INSERT INTO region (code, level, name, parent_code) VALUES ('139800000000', 'CITY', '测试市', '130000000000') ON CONFLICT DO NOTHING;
INSERT INTO region (code, level, name, parent_code)
  SELECT format('1398%s000000', to_char(c, 'FM00')), 'COUNTY', format('测试%s县', c), '139800000000' FROM generate_series(1, 16) c ON CONFLICT DO NOTHING;
INSERT INTO region (code, level, name, parent_code)
  SELECT format('1398%s%s000', to_char(c, 'FM00'), to_char(t, 'FM000')), 'TOWNSHIP', format('测试%s乡', t), format('1398%s000000', to_char(c, 'FM00'))
  FROM generate_series(1, 16) c, generate_series(100, 124) t ON CONFLICT DO NOTHING;
INSERT INTO region (code, level, name, parent_code)
  SELECT format('1398%s%s%s', to_char(c, 'FM00'), to_char(t, 'FM000'), to_char(v, 'FM000')), 'VILLAGE', format('测试%s村', v),
         format('1398%s%s000', to_char(c, 'FM00'), to_char(t, 'FM000'))
  FROM generate_series(1, 16) c, generate_series(100, 124) t, generate_series(201, 210) v ON CONFLICT DO NOTHING;

ALTER TABLE household DISABLE TRIGGER USER;
ALTER TABLE person DISABLE TRIGGER USER;
ALTER TABLE membership DISABLE TRIGGER USER;

CREATE TEMP TABLE made AS
WITH letters AS (
  SELECT string_to_array('王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗', ' ') AS s,
         string_to_array('wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo', ' ') AS sp,
         string_to_array('伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀 霞 平 刚 桂 英 华 玉 兰 红 梅 建 国 志 海 春 生 文 山 守 田 福 贵', ' ') AS g,
         string_to_array('wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao xiu xia ping gang gui ying hua yu lan hong mei jian guo zhi hai chun sheng wen shan shou tian fu gui', ' ') AS gp
), numbered AS (
  SELECT n, md5('household ' || n)::uuid AS id, 1 + n % 16 AS c, 100 + (n / 16) % 25 AS t, 201 + (n / 400) % 10 AS v,
         1 + (hashint4(n) & 1023) % 20 AS a, 1 + (hashint4(n + 7919) & 65535) % 40 AS b, 1 + (hashint4(n + 104729) & 65535) % 48 AS d
  FROM generate_series(1, :households) n
)
SELECT n, id, format('1398%s', to_char(c, 'FM00')) AS county, format('1398%s%s%s', to_char(c, 'FM00'), to_char(t, 'FM000'), to_char(v, 'FM000')) AS village,
  s[a] AS s1, g[b] AS g1, coalesce(g[d], '') AS g2, sp[a] || gp[b] || coalesce(gp[d], '') AS pinyin,
  left(sp[a], 1) || left(gp[b], 1) || left(coalesce(gp[d], ''), 1) AS initials
FROM numbered, letters;

INSERT INTO household (county_code, id, region_code, household_no, household_type, poverty_status, exit_year, monitored_type, main_cause,
  head_name, head_pinyin, head_initials, name_grams, member_count, per_capita_income_fen, income_year, last_visited_on, next_visit_on)
SELECT county, id, village, 'B' || lpad(n::text, 12, '0'),
  (ARRAY['POOR_GENERAL','POOR_SUBSISTENCE','POOR_DESTITUTE','GENERAL_RURAL'])[1 + n % 4]::"HouseholdType",
  (CASE WHEN n % 200 = 0 THEN 'RELAPSED' WHEN n % 60 = 0 THEN 'NOT_EXITED' WHEN n % 4 = 3 THEN 'NEVER_POOR' ELSE 'EXITED_STABLE' END)::"PovertyStatus",
  CASE WHEN n % 4 <> 3 THEN 2015 + n % 6 END, CASE WHEN n % 50 = 0 THEN 'UNSTABLE_EXITED'::"MonitoredType" END, 'ILLNESS',
  s1 || g1 || g2, pinyin, initials,
  array_remove(ARRAY[county || s1, county || g1, county || s1 || g1, CASE WHEN g2 <> '' THEN county || g2 END, CASE WHEN g2 <> '' THEN county || g1 || g2 END], NULL),
  1 + n % 5, 400000 + (n::bigint * 7919) % 1500000, 2025, DATE '2026-11-23' - (n % 400), DATE '2026-11-23' + (n % 60)
FROM made ORDER BY village, n;

INSERT INTO person (county_code, id, region_code, name, name_pinyin, name_initials, sex, birth_date, id_number_enc, id_number_bidx)
SELECT county, md5('person ' || n)::uuid, village, s1 || g1 || g2, pinyin, initials, 'M', DATE '1950-01-01' + n % 20000,
  '\x00', decode(md5('id ' || n), 'hex') FROM made;

INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from)
SELECT county, md5('membership ' || n)::uuid, village, id, md5('person ' || n)::uuid, 'HEAD', DATE '2014-01-01' FROM made;

ALTER TABLE household ENABLE TRIGGER USER;
ALTER TABLE person ENABLE TRIGGER USER;
ALTER TABLE membership ENABLE TRIGGER USER;
