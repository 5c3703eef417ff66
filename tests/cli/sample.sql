-- A small invented database for the tests of queries and commands: two counties on the border, a port, three articles.
INSERT INTO meta VALUES ('seeds_fingerprint', 'test');
INSERT INTO runs (run_id, started_on, finished_on, process, host, version, rules_version, seeds_fingerprint, options,
                  documents_new, documents_unchanged, documents_changed, documents_failed) VALUES
  (1, '2026-02-01 02:00:00', '2026-02-01 02:00:04', 11, 'night', '0.1.0', '1', 'test', '{}', 1, 0, 0, 0),
  (2, '2026-02-02 02:00:00', '2026-02-02 02:00:09', 12, 'night', '0.1.0', '1', 'test', '{}', 1, 1, 0, 1);
INSERT INTO documents (document_id, name, location, size, media_type, encoding, rules_version, seeds_fingerprint,
                       facts_digest, run_id) VALUES
  ('d100000000000001', '江畔.txt', '/pages/江畔.txt', 900, 'text/plain', 'utf-8', '1', 'test', 'f1', 1),
  ('d200000000000002', '口岸.txt', '/pages/口岸.txt', 700, 'text/plain', 'gb18030', '1', 'test', 'f2', 2);
INSERT INTO run_documents (run_id, ordinal, location, document_id, status, reason, articles, places, programmes,
                           initiatives, metrics, issues) VALUES
  (1, 1, '/pages/江畔.txt', 'd100000000000001', 'new', 'not seen before', 2, 3, 1, 1, 4, 1),
  (2, 1, '/pages/江畔.txt', 'd100000000000001', 'unchanged', 'same bytes, rules and reference data', 0, 0, 0, 0, 0, 0),
  (2, 2, '/pages/口岸.txt', 'd200000000000002', 'new', 'not seen before', 1, 2, 0, 1, 3, 0),
  (2, 3, '/pages/坏.txt', NULL, 'failed', 'holds no text', 0, 0, 0, 0, 0, 0);
INSERT INTO places (place_key, code, name, level, parent_key, depth, parent, province, prefecture, county, is_border,
                    origin) VALUES
  ('230000', '230000', '黑龙江省', 'province', NULL, 0, NULL, '黑龙江省', NULL, NULL, 0, 'reference'),
  ('230800', '230800', '佳木斯市', 'prefecture', '230000', 1, '黑龙江省', '黑龙江省', '佳木斯市', NULL, 0, 'reference'),
  ('230881', '230881', '同江市', 'county', '230800', 2, '佳木斯市', '黑龙江省', '佳木斯市', '同江市', 1, 'reference'),
  ('230883', '230883', '抚远市', 'county', '230800', 2, '佳木斯市', '黑龙江省', '佳木斯市', '抚远市', 1, 'reference'),
  ('230881/同江口岸', NULL, '同江口岸', 'port', '230881', 3, '同江市', '黑龙江省', '佳木斯市', '同江市', 1, 'reference'),
  ('220104', '220104', '朝阳区', 'county', NULL, 0, NULL, '吉林省', '长春市', '朝阳区', 0, 'reference'),
  ('110105', '110105', '朝阳区', 'county', NULL, 0, NULL, '北京市', NULL, '朝阳区', 0, 'reference');
INSERT INTO place_aliases (place_key, alias, kind) VALUES ('230881', '三江口城', 'common');
INSERT INTO border_counties (place_key, neighbours, certain) VALUES ('230881', '俄罗斯', 1), ('230883', '俄罗斯', 1);
INSERT INTO ports (place_key, neighbours) VALUES ('230881/同江口岸', '俄罗斯');
INSERT INTO programmes (programme_code, name, kind, level, region_key, retired) VALUES
  ('xingbian', '兴边富民行动', 'programme', 'state', NULL, 0),
  ('yanzhen', '雁阵工程', 'programme', 'province', '230000', 0);
INSERT INTO programme_aliases VALUES ('xingbian', '兴边富民');
INSERT INTO programme_components (programme_code, name, ordinal) VALUES ('xingbian', '基础设施', 1), ('xingbian', '产业', 2);
INSERT INTO indicators (indicator_code, name, name_en, dimension, retired) VALUES
  ('grain_output', '粮食产量', 'grain output', 'mass', 0),
  ('port_passengers', '口岸出入境旅客', 'port passengers', 'people', 0);
INSERT INTO indicator_wordings (indicator_code, wording) VALUES ('grain_output', '粮食总产');
INSERT INTO articles (article_id, base_id, document_id, ordinal, headline, byline, outlet, published_on, place_key,
                      characters, text) VALUES
  ('a1b2000000000001', 'a1b2000000000001', 'd100000000000001', 1, '江畔人家的新账本', '丁一、王二', '三江晚报',
   '2026-01-20', '230881', 90, '江畔人家的新账本' || char(10) || '同江市去年粮食产量达12.5亿斤，比前年多了一成。全市推进兴边富民行动，办起“红柳课堂”活动，听课1,200余人次。账上收入�91万元。'),
  ('a1c3000000000002', 'a1c3000000000002', 'd100000000000001', 2, '[/red]怪标题' || char(27) || '[31m', NULL, NULL, NULL, '230883',
   40, '抚远市2025年粮食产量8亿斤，计划2026年达到9亿斤。'),
  ('b700000000000003', 'b700000000000003', 'd200000000000002', 1, '口岸货运忙', '李三', '边贸周刊', '2026-02-01', '230881',
   60, '2025年，同江口岸进出境旅客3.87万人次，增长15.9%。同江市粮食产量为13亿斤。');
INSERT INTO sentences (sentence_id, article_id, ordinal, is_heading, char_start, char_end, source_start, source_end, text)
SELECT v.column1, a.article_id, v.column3, v.column4, instr(a.text, v.column5) - 1,
       instr(a.text, v.column5) - 1 + length(v.column5), 0, 0, v.column5
FROM (VALUES
  (1, 'a1b2000000000001', 1, 1, '江畔人家的新账本'),
  (2, 'a1b2000000000001', 2, 0, '同江市去年粮食产量达12.5亿斤，比前年多了一成。'),
  (3, 'a1b2000000000001', 3, 0, '全市推进兴边富民行动，办起“红柳课堂”活动，听课1,200余人次。'),
  (7, 'a1b2000000000001', 4, 0, '账上收入�91万元。'),
  (4, 'a1c3000000000002', 1, 0, '抚远市2025年粮食产量8亿斤，计划2026年达到9亿斤。'),
  (5, 'b700000000000003', 1, 0, '2025年，同江口岸进出境旅客3.87万人次，增长15.9%。'),
  (6, 'b700000000000003', 2, 0, '同江市粮食产量为13亿斤。')) AS v
JOIN articles AS a ON a.article_id = v.column2;
INSERT INTO place_mentions (article_id, place_key, ordinal, sentence_id, char_start, char_end, rule)
SELECT s.article_id, v.column2, 1, s.sentence_id, s.char_start + instr(s.text, v.column3) - 1,
       s.char_start + instr(s.text, v.column3) - 1 + length(v.column3), 'official_name'
FROM (VALUES (2, '230881', '同江市'), (4, '230883', '抚远市'), (5, '230881/同江口岸', '同江口岸'), (6, '230881', '同江市')) AS v
JOIN sentences AS s ON s.sentence_id = v.column1;
INSERT INTO article_programmes VALUES ('a1b2000000000001', 'xingbian', '230881', '产业');
INSERT INTO programme_mentions (article_id, programme_code, ordinal, sentence_id, char_start, char_end)
SELECT article_id, 'xingbian', 1, sentence_id, char_start + 4, char_start + 10 FROM sentences WHERE sentence_id = 3;
INSERT INTO initiatives VALUES ('1a00000000000001', '红柳课堂', '230881');
INSERT INTO article_initiatives VALUES ('a1b2000000000001', '1a00000000000001', '红柳课堂', '活动', 'xingbian', 'quoted');
INSERT INTO initiative_mentions (article_id, initiative_id, ordinal, sentence_id, char_start, char_end)
SELECT article_id, '1a00000000000001', 1, sentence_id, char_start + 14, char_start + 18 FROM sentences WHERE sentence_id = 3;
INSERT INTO metrics (metric_id, article_id, sentence_id, char_start, char_end, source_start, source_end, raw, value, unit,
                     standard_value, standard_unit, qualifier, kind, status, label, indicator_code, place_key,
                     programme_code, initiative_id, period, period_start, period_end, rule)
SELECT v.column1, s.article_id, s.sentence_id, s.char_start + instr(s.text, v.column3) - 1,
       s.char_start + instr(s.text, v.column3) - 1 + length(v.column3), 0, 0, v.column3, v.column4, v.column5, v.column6,
       v.column7, v.column8, v.column9, v.column10, v.column11, v.column12, v.column13, v.column14, v.column15,
       v.column16, v.column17, v.column18, 'noun_before'
FROM (VALUES
  ('3f00000000000001', 2, '12.5亿斤', 1250000000.0, '斤', 625000000.0, 'kg', 'exact', 'level', 'actual', '粮食产量',
   'grain_output', '230881', NULL, NULL, '去年', '2025-01-01', '2025-12-31'),
  ('3f00000000000002', 3, '1,200余人次', 1200.0, '人次', 1200.0, 'person-time', 'over', 'level', 'actual', '听课人次',
   NULL, '230881', 'xingbian', '1a00000000000001', NULL, NULL, NULL),
  ('3e00000000000003', 4, '8亿斤', 800000000.0, '斤', 400000000.0, 'kg', 'exact', 'level', 'actual', '粮食产量',
   'grain_output', '230883', NULL, NULL, '2025年', '2025-01-01', '2025-12-31'),
  ('4400000000000004', 4, '9亿斤', 900000000.0, '斤', 450000000.0, 'kg', 'exact', 'level', 'target', '粮食产量',
   'grain_output', '230883', NULL, NULL, '2026年', '2026-01-01', '2026-12-31'),
  ('5500000000000005', 5, '3.87万人次', 38700.0, '人次', 38700.0, 'person-time', 'exact', 'level', 'actual', '进出境旅客',
   'port_passengers', '230881/同江口岸', NULL, NULL, '2025年', '2025-01-01', '2025-12-31'),
  ('6600000000000006', 5, '15.9%', 15.9, '%', NULL, NULL, 'exact', 'change', 'actual', '进出境旅客',
   'port_passengers', '230881/同江口岸', NULL, NULL, '2025年', '2025-01-01', '2025-12-31'),
  ('b700000000000007', 6, '13亿斤', 1300000000.0, '斤', 650000000.0, 'kg', 'exact', 'level', 'actual', '粮食产量',
   'grain_output', '230881', NULL, NULL, '2025年', '2025-01-01', '2025-12-31')) AS v
JOIN sentences AS s ON s.sentence_id = v.column2;
INSERT INTO issues (article_id, ordinal, sentence_id, kind, reason, char_start, char_end, words)
SELECT article_id, 1, sentence_id, 'damaged', 'the page has destroyed a digit', char_start + 4, char_start + 9, '�91万元'
FROM sentences WHERE sentence_id = 7;
INSERT INTO article_changes (run_id, article_id, document, headline, is_whole)
SELECT d.run_id, a.article_id, d.name, a.headline, 1
FROM articles a JOIN documents d ON d.document_id = a.document_id ORDER BY d.run_id, a.ordinal;
