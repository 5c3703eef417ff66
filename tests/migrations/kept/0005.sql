BEGIN TRANSACTION;
CREATE VIRTUAL TABLE sentence_index USING fts5(words, content='', tokenize='unicode61');
DELETE FROM sentence_index_data;
DELETE FROM sentence_index_idx;
DELETE FROM sentence_index_docsize;
DELETE FROM sentence_index_config;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE article_initiatives (
	article_id VARCHAR(16) NOT NULL, 
	initiative_id VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	programme_code TEXT, 
	rule TEXT NOT NULL, 
	CONSTRAINT pk_article_initiatives PRIMARY KEY (article_id, initiative_id), 
	CONSTRAINT fk_article_initiatives_article_id_articles FOREIGN KEY(article_id) REFERENCES articles (article_id) ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT fk_article_initiatives_initiative_id_initiatives FOREIGN KEY(initiative_id) REFERENCES initiatives (initiative_id), 
	CONSTRAINT fk_article_initiatives_programme_code_programmes FOREIGN KEY(programme_code) REFERENCES programmes (programme_code)
);
INSERT INTO "article_initiatives" VALUES('2e792a70d41e29b9','8314c3c1f7f0d10f','渔歌','行动',NULL,'quoted:short+tail_strong+undertaken');
INSERT INTO "article_initiatives" VALUES('1a25289feb3cef56','8314c3c1f7f0d10f','渔歌','行动',NULL,'quoted:short+tail_strong+undertaken');
CREATE TABLE article_programmes (
	article_id VARCHAR(16) NOT NULL, 
	programme_code TEXT NOT NULL, 
	place_key TEXT, 
	components TEXT, 
	CONSTRAINT pk_article_programmes PRIMARY KEY (article_id, programme_code), 
	CONSTRAINT fk_article_programmes_article_id_articles FOREIGN KEY(article_id) REFERENCES articles (article_id) ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT fk_article_programmes_place_key_places FOREIGN KEY(place_key) REFERENCES places (place_key), 
	CONSTRAINT fk_article_programmes_programme_code_programmes FOREIGN KEY(programme_code) REFERENCES programmes (programme_code)
);
INSERT INTO "article_programmes" VALUES('2e792a70d41e29b9','xingbian_fumin','230883',NULL);
INSERT INTO "article_programmes" VALUES('1a25289feb3cef56','xingbian_fumin','230883',NULL);
CREATE TABLE articles (
	article_id VARCHAR(16) NOT NULL, 
	base_id VARCHAR(16) NOT NULL, 
	document_id VARCHAR(16) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	headline TEXT, 
	byline TEXT, 
	outlet TEXT, 
	published_on DATE, 
	place_key TEXT, 
	characters INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_articles PRIMARY KEY (article_id), 
	CONSTRAINT fk_articles_document_id_documents FOREIGN KEY(document_id) REFERENCES documents (document_id) ON DELETE CASCADE, 
	CONSTRAINT fk_articles_place_key_places FOREIGN KEY(place_key) REFERENCES places (place_key), 
	CONSTRAINT uq_articles_document_id_ordinal UNIQUE (document_id, ordinal)
);
INSERT INTO "articles" VALUES('2e792a70d41e29b9','2e792a70d41e29b9','280ed282501e2cae',1,'抚远市界江边的两本账',NULL,NULL,NULL,'230883',179,'抚远市界江边的两本账
2025年，抚远市在黑瞎子岛镇开展“渔歌”行动，栽下果树320棵，比上年增长12.5%。
兴边富民行动带动农户41户，户均增收6200元。
抚远口岸全年过货�7万吨。
“过去靠天，现在靠干。”村里的老人说。村里建起的合作社今年收鱼18吨，卖得52万元，社员们把新网晒在江堤上，等着春天开江。镇上派来的技术员每周到户一次，记下水温和长势，');
INSERT INTO "articles" VALUES('1a25289feb3cef56','1a25289feb3cef56','1938a866b8524c84',1,'抚远市界江边的两本账',NULL,NULL,NULL,'230883',190,'抚远市界江边的两本账
2025年，抚远市在黑瞎子岛镇开展“渔歌”行动，栽下果树320棵，比上年增长12.5%。
兴边富民行动带动农户41户，户均增收6200元。
抚远口岸全年过货�7万吨。
“过去靠天，现在靠干。”村里的老人说。村里建起的合作社今年收鱼18吨，卖得52万元，社员们把新网晒在江堤上，等着春天开江。镇上派来的技术员每周到户一次，记下水温和长势，夜里还在微信群里答问。');
INSERT INTO "articles" VALUES('d0b5f807d1e80088','d0b5f807d1e80088','6e89bdac8912dabb',1,'同江市来信',NULL,NULL,NULL,'230881',19,'同江市来信
同江市今年改造旧房16户。');
CREATE TABLE border_counties (
	place_key TEXT NOT NULL, 
	neighbours TEXT NOT NULL, 
	certain INTEGER NOT NULL, 
	note TEXT, 
	CONSTRAINT pk_border_counties PRIMARY KEY (place_key), 
	CONSTRAINT ck_border_counties_certain CHECK (certain IN (0, 1)), 
	CONSTRAINT fk_border_counties_place_key_places FOREIGN KEY(place_key) REFERENCES places (place_key)
);
INSERT INTO "border_counties" VALUES('230881','俄罗斯',1,NULL);
INSERT INTO "border_counties" VALUES('230883','俄罗斯',1,NULL);
CREATE TABLE document_locations (
	location TEXT NOT NULL, 
	document_id VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	modified_ns BIGINT, 
	read_ns BIGINT NOT NULL, 
	CONSTRAINT pk_document_locations PRIMARY KEY (location), 
	CONSTRAINT fk_document_locations_document_id_documents FOREIGN KEY(document_id) REFERENCES documents (document_id) ON DELETE CASCADE
);
INSERT INTO "document_locations" VALUES('/srv/pages/2025-12-03_界江晚报_a.txt','280ed282501e2cae','2025-12-03_界江晚报_a.txt',485,1795799794366248296,1795799801803338858);
INSERT INTO "document_locations" VALUES('/srv/pages/a.txt','1938a866b8524c84','a.txt',518,1795799699825663119,1795799805361203912);
INSERT INTO "document_locations" VALUES('/srv/pages/b.txt','6e89bdac8912dabb','b.txt',53,1795799699825751891,1795799805395458212);
CREATE TABLE documents (
	document_id VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	location TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	media_type TEXT NOT NULL, 
	encoding TEXT, 
	published_given DATE, 
	outlet_given TEXT, 
	rules_version TEXT NOT NULL, 
	seeds_fingerprint TEXT NOT NULL, 
	facts_digest VARCHAR(16) NOT NULL, 
	run_id INTEGER NOT NULL, 
	CONSTRAINT pk_documents PRIMARY KEY (document_id), 
	CONSTRAINT fk_documents_run_id_runs FOREIGN KEY(run_id) REFERENCES runs (run_id)
);
INSERT INTO "documents" VALUES('280ed282501e2cae','2025-12-03_界江晚报_a.txt','/srv/pages/2025-12-03_界江晚报_a.txt',485,'text/plain',NULL,NULL,NULL,'1','f4ac703668c229bc1d57771691ab4c6c6de7f06dba5724c0be2b09c6a313b47b','33d03b87041e091a',1);
INSERT INTO "documents" VALUES('1938a866b8524c84','a.txt','/srv/pages/a.txt',518,'text/plain',NULL,NULL,NULL,'1','f4ac703668c229bc1d57771691ab4c6c6de7f06dba5724c0be2b09c6a313b47b','469f9dc4d3ae7cf5',1);
INSERT INTO "documents" VALUES('6e89bdac8912dabb','b.txt','/srv/pages/b.txt',53,'text/plain',NULL,NULL,NULL,'1','f4ac703668c229bc1d57771691ab4c6c6de7f06dba5724c0be2b09c6a313b47b','057f81ade59796cd',1);
CREATE TABLE indicator_wordings (
	indicator_code TEXT NOT NULL, 
	wording TEXT NOT NULL, 
	without TEXT, 
	CONSTRAINT pk_indicator_wordings PRIMARY KEY (indicator_code, wording), 
	CONSTRAINT fk_indicator_wordings_indicator_code_indicators FOREIGN KEY(indicator_code) REFERENCES indicators (indicator_code)
);
INSERT INTO "indicator_wordings" VALUES('party_brands','党建品牌',NULL);
INSERT INTO "indicator_wordings" VALUES('party_brands','党建特色品牌',NULL);
INSERT INTO "indicator_wordings" VALUES('party_brands','党建工作品牌',NULL);
CREATE TABLE indicators (
	indicator_code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_en TEXT NOT NULL, 
	dimension TEXT, 
	description TEXT, 
	retired INTEGER NOT NULL, 
	CONSTRAINT pk_indicators PRIMARY KEY (indicator_code), 
	CONSTRAINT ck_indicators_retired CHECK (retired IN (0, 1))
);
INSERT INTO "indicators" VALUES('party_brands','党建品牌','Party-building brands','count','Named brands of party building, in all or created',0);
INSERT INTO "indicators" VALUES('household_income','户均收入','Income per household','currency','Income per household',0);
CREATE TABLE initiative_mentions (
	article_id VARCHAR(16) NOT NULL, 
	initiative_id VARCHAR(16) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	sentence_id INTEGER NOT NULL, 
	char_start INTEGER NOT NULL, 
	char_end INTEGER NOT NULL, 
	CONSTRAINT pk_initiative_mentions PRIMARY KEY (article_id, initiative_id, ordinal), 
	CONSTRAINT ck_initiative_mentions_span CHECK (0 <= char_start AND char_start <= char_end), 
	CONSTRAINT fk_initiative_mentions_article_id_initiative_id_article_initiatives FOREIGN KEY(article_id, initiative_id) REFERENCES article_initiatives (article_id, initiative_id) ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT fk_initiative_mentions_sentence_id_sentences FOREIGN KEY(sentence_id) REFERENCES sentences (sentence_id) ON DELETE CASCADE
);
INSERT INTO "initiative_mentions" VALUES('2e792a70d41e29b9','8314c3c1f7f0d10f',1,2,29,31);
INSERT INTO "initiative_mentions" VALUES('1a25289feb3cef56','8314c3c1f7f0d10f',1,9,29,31);
CREATE TABLE initiatives (
	initiative_id VARCHAR(16) NOT NULL, 
	core TEXT NOT NULL, 
	place_key TEXT, 
	CONSTRAINT pk_initiatives PRIMARY KEY (initiative_id), 
	CONSTRAINT fk_initiatives_place_key_places FOREIGN KEY(place_key) REFERENCES places (place_key)
);
INSERT INTO "initiatives" VALUES('8314c3c1f7f0d10f','渔歌','230883104');
CREATE TABLE issues (
	article_id VARCHAR(16) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	sentence_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	char_start INTEGER NOT NULL, 
	char_end INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	CONSTRAINT pk_issues PRIMARY KEY (article_id, ordinal), 
	CONSTRAINT ck_issues_span CHECK (0 <= char_start AND char_start <= char_end), 
	CONSTRAINT fk_issues_article_id_articles FOREIGN KEY(article_id) REFERENCES articles (article_id) ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT fk_issues_sentence_id_sentences FOREIGN KEY(sentence_id) REFERENCES sentences (sentence_id) ON DELETE CASCADE
);
INSERT INTO "issues" VALUES('2e792a70d41e29b9',1,4,'damaged','the page lost characters beside 7万吨',90,93,'7万吨');
INSERT INTO "issues" VALUES('1a25289feb3cef56',1,11,'damaged','the page lost characters beside 7万吨',90,93,'7万吨');
CREATE TABLE meta (
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('seeds_fingerprint','f4ac703668c229bc1d57771691ab4c6c6de7f06dba5724c0be2b09c6a313b47b');
CREATE TABLE metrics (
	metric_id VARCHAR(16) NOT NULL, 
	article_id VARCHAR(16) NOT NULL, 
	sentence_id INTEGER NOT NULL, 
	char_start INTEGER NOT NULL, 
	char_end INTEGER NOT NULL, 
	source_start INTEGER NOT NULL, 
	source_end INTEGER NOT NULL, 
	raw TEXT NOT NULL, 
	value DOUBLE NOT NULL, 
	value_to DOUBLE, 
	unit TEXT, 
	standard_value DOUBLE, 
	standard_unit TEXT, 
	qualifier TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	direction TEXT, 
	status TEXT NOT NULL, 
	label TEXT, 
	indicator_code TEXT, 
	place_key TEXT, 
	programme_code TEXT, 
	initiative_id VARCHAR(16), 
	period TEXT, 
	period_start DATE, 
	period_end DATE, 
	rule TEXT NOT NULL, 
	CONSTRAINT pk_metrics PRIMARY KEY (metric_id), 
	CONSTRAINT ck_metrics_kind CHECK (kind IN ('level', 'share', 'change', 'threshold')), 
	CONSTRAINT ck_metrics_qualifier CHECK (qualifier IN ('exact', 'over', 'under', 'about')), 
	CONSTRAINT ck_metrics_direction CHECK (direction IN ('up', 'down')), 
	CONSTRAINT ck_metrics_status CHECK (status IN ('actual', 'target')), 
	CONSTRAINT ck_metrics_span CHECK (0 <= char_start AND char_start <= char_end), 
	CONSTRAINT fk_metrics_article_id_initiative_id_article_initiatives FOREIGN KEY(article_id, initiative_id) REFERENCES article_initiatives (article_id, initiative_id) ON UPDATE CASCADE, 
	CONSTRAINT fk_metrics_article_id_articles FOREIGN KEY(article_id) REFERENCES articles (article_id) ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT fk_metrics_indicator_code_indicators FOREIGN KEY(indicator_code) REFERENCES indicators (indicator_code), 
	CONSTRAINT fk_metrics_place_key_places FOREIGN KEY(place_key) REFERENCES places (place_key), 
	CONSTRAINT fk_metrics_programme_code_programmes FOREIGN KEY(programme_code) REFERENCES programmes (programme_code), 
	CONSTRAINT fk_metrics_sentence_id_sentences FOREIGN KEY(sentence_id) REFERENCES sentences (sentence_id) ON DELETE CASCADE
);
INSERT INTO "metrics" VALUES('b481fa20f7b2b9b4','2e792a70d41e29b9',1,7,9,7,9,'两本',2.0,NULL,'本',NULL,NULL,'exact','level',NULL,'actual','界江边的账',NULL,'230883',NULL,NULL,NULL,NULL,NULL,'numeral_unit/modifier_and_noun');
INSERT INTO "metrics" VALUES('07bfa7965508592b','2e792a70d41e29b9',2,39,43,40,44,'320棵',320.0,NULL,'棵',320.0,'plant','exact','level',NULL,'actual','栽下果树',NULL,'230883104',NULL,'8314c3c1f7f0d10f','2025年','2025-01-01','2025-12-31','numeral_unit/number_after_noun');
INSERT INTO "metrics" VALUES('5a2c5fa89acd24c8','2e792a70d41e29b9',2,49,54,50,55,'12.5%',12.5,NULL,'%',12.5,'%','exact','change','up','actual','栽下果树',NULL,'230883104',NULL,NULL,'2025年','2025-01-01','2025-12-31','numeral_unit/change_of_previous');
INSERT INTO "metrics" VALUES('e6c747e2f5a53bf7','2e792a70d41e29b9',3,66,69,67,70,'41户',41.0,NULL,'户',41.0,'household','exact','level',NULL,'actual','兴边富民行动带动农户',NULL,'230883','xingbian_fumin',NULL,NULL,NULL,NULL,'numeral_unit/number_after_noun');
INSERT INTO "metrics" VALUES('d27cd26e2b11aa14','2e792a70d41e29b9',3,74,79,75,80,'6200元',6200.0,NULL,'元',6200.0,'CNY','exact','change','up','actual','户均增收','household_income','230883','xingbian_fumin',NULL,NULL,NULL,NULL,'numeral_unit/change_of_subject');
INSERT INTO "metrics" VALUES('9088cec5a788484f','2e792a70d41e29b9',6,126,129,127,130,'18吨',18.0,NULL,'吨',18000.0,'kg','exact','level',NULL,'actual','建起的合作社今年收鱼',NULL,'230883',NULL,NULL,NULL,NULL,NULL,'numeral_unit/number_after_noun');
INSERT INTO "metrics" VALUES('60ff0800aafd1d61','2e792a70d41e29b9',6,132,136,133,137,'52万元',520000.0,NULL,'元',520000.0,'CNY','exact','level',NULL,'actual','卖得',NULL,'230883',NULL,NULL,NULL,NULL,NULL,'numeral_unit/number_after_noun');
INSERT INTO "metrics" VALUES('5ec72c39a7fb5ee6','1a25289feb3cef56',8,7,9,7,9,'两本',2.0,NULL,'本',NULL,NULL,'exact','level',NULL,'actual','界江边的账',NULL,'230883',NULL,NULL,NULL,NULL,NULL,'numeral_unit/modifier_and_noun');
INSERT INTO "metrics" VALUES('c9a607f0686579a1','1a25289feb3cef56',9,39,43,40,44,'320棵',320.0,NULL,'棵',320.0,'plant','exact','level',NULL,'actual','栽下果树',NULL,'230883104',NULL,'8314c3c1f7f0d10f','2025年','2025-01-01','2025-12-31','numeral_unit/number_after_noun');
INSERT INTO "metrics" VALUES('6fd3d6ba4e512319','1a25289feb3cef56',9,49,54,50,55,'12.5%',12.5,NULL,'%',12.5,'%','exact','change','up','actual','栽下果树',NULL,'230883104',NULL,NULL,'2025年','2025-01-01','2025-12-31','numeral_unit/change_of_previous');
INSERT INTO "metrics" VALUES('706553f45fbf3992','1a25289feb3cef56',10,66,69,67,70,'41户',41.0,NULL,'户',41.0,'household','exact','level',NULL,'actual','兴边富民行动带动农户',NULL,'230883','xingbian_fumin',NULL,NULL,NULL,NULL,'numeral_unit/number_after_noun');
INSERT INTO "metrics" VALUES('426efc5405933ea6','1a25289feb3cef56',10,74,79,75,80,'6200元',6200.0,NULL,'元',6200.0,'CNY','exact','change','up','actual','户均增收','household_income','230883','xingbian_fumin',NULL,NULL,NULL,NULL,'numeral_unit/change_of_subject');
INSERT INTO "metrics" VALUES('9445838b227f0585','1a25289feb3cef56',13,126,129,127,130,'18吨',18.0,NULL,'吨',18000.0,'kg','exact','level',NULL,'actual','建起的合作社今年收鱼',NULL,'230883',NULL,NULL,NULL,NULL,NULL,'numeral_unit/number_after_noun');
INSERT INTO "metrics" VALUES('dc33a7ffacf78b63','1a25289feb3cef56',13,132,136,133,137,'52万元',520000.0,NULL,'元',520000.0,'CNY','exact','level',NULL,'actual','卖得',NULL,'230883',NULL,NULL,NULL,NULL,NULL,'numeral_unit/number_after_noun');
INSERT INTO "metrics" VALUES('19bdf505ac317c66','d0b5f807d1e80088',16,15,18,16,19,'16户',16.0,NULL,'户',16.0,'household','exact','level',NULL,'actual','改造旧房',NULL,'230881',NULL,NULL,'今年',NULL,NULL,'numeral_unit/number_after_noun');
CREATE TABLE outlets (
	name TEXT NOT NULL, 
	aliases TEXT, 
	place_key TEXT, 
	kind TEXT, 
	CONSTRAINT pk_outlets PRIMARY KEY (name), 
	CONSTRAINT fk_outlets_place_key_places FOREIGN KEY(place_key) REFERENCES places (place_key)
);
INSERT INTO "outlets" VALUES('人民日报','人民日报海外版',NULL,'newspaper');
INSERT INTO "outlets" VALUES('光明日报',NULL,NULL,'newspaper');
INSERT INTO "outlets" VALUES('经济日报',NULL,NULL,'newspaper');
CREATE TABLE place_aliases (
	place_key TEXT NOT NULL, 
	alias TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	CONSTRAINT pk_place_aliases PRIMARY KEY (place_key, alias), 
	CONSTRAINT fk_place_aliases_place_key_places FOREIGN KEY(place_key) REFERENCES places (place_key)
);
CREATE TABLE place_mentions (
	article_id VARCHAR(16) NOT NULL, 
	place_key TEXT NOT NULL, 
	ordinal INTEGER NOT NULL, 
	sentence_id INTEGER NOT NULL, 
	char_start INTEGER NOT NULL, 
	char_end INTEGER NOT NULL, 
	rule TEXT NOT NULL, 
	CONSTRAINT pk_place_mentions PRIMARY KEY (article_id, place_key, ordinal), 
	CONSTRAINT ck_place_mentions_span CHECK (0 <= char_start AND char_start <= char_end), 
	CONSTRAINT fk_place_mentions_article_id_articles FOREIGN KEY(article_id) REFERENCES articles (article_id) ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT fk_place_mentions_place_key_places FOREIGN KEY(place_key) REFERENCES places (place_key), 
	CONSTRAINT fk_place_mentions_sentence_id_sentences FOREIGN KEY(sentence_id) REFERENCES sentences (sentence_id) ON DELETE CASCADE
);
INSERT INTO "place_mentions" VALUES('2e792a70d41e29b9','230883',1,1,0,3,'name');
INSERT INTO "place_mentions" VALUES('2e792a70d41e29b9','230883',2,2,17,20,'name');
INSERT INTO "place_mentions" VALUES('2e792a70d41e29b9','230883104',1,2,21,26,'township');
INSERT INTO "place_mentions" VALUES('2e792a70d41e29b9','230883/抚远口岸',1,4,81,85,'port');
INSERT INTO "place_mentions" VALUES('1a25289feb3cef56','230883',1,8,0,3,'name');
INSERT INTO "place_mentions" VALUES('1a25289feb3cef56','230883',2,9,17,20,'name');
INSERT INTO "place_mentions" VALUES('1a25289feb3cef56','230883104',1,9,21,26,'township');
INSERT INTO "place_mentions" VALUES('1a25289feb3cef56','230883/抚远口岸',1,11,81,85,'port');
INSERT INTO "place_mentions" VALUES('d0b5f807d1e80088','230881',1,15,0,3,'name');
INSERT INTO "place_mentions" VALUES('d0b5f807d1e80088','230881',2,16,6,9,'name');
CREATE TABLE places (
	place_key TEXT NOT NULL, 
	code TEXT, 
	name TEXT NOT NULL, 
	level TEXT NOT NULL, 
	parent_key TEXT, 
	depth INTEGER NOT NULL, 
	parent TEXT, 
	province TEXT, 
	prefecture TEXT, 
	county TEXT, 
	is_border INTEGER NOT NULL, 
	origin TEXT NOT NULL, 
	CONSTRAINT pk_places PRIMARY KEY (place_key), 
	CONSTRAINT ck_places_level CHECK (level IN ('province', 'prefecture', 'county', 'township', 'village', 'port', 'farm', 'zone')), 
	CONSTRAINT ck_places_origin CHECK (origin IN ('reference', 'found', 'retired')), 
	CONSTRAINT ck_places_is_border CHECK (is_border IN (0, 1)), 
	CONSTRAINT fk_places_parent_key_places FOREIGN KEY(parent_key) REFERENCES places (place_key), 
	CONSTRAINT uq_places_code UNIQUE (code)
);
INSERT INTO "places" VALUES('230000','230000','黑龙江省','province',NULL,0,NULL,'黑龙江省',NULL,NULL,0,'reference');
INSERT INTO "places" VALUES('230800','230800','佳木斯市','prefecture','230000',1,'黑龙江省','黑龙江省','佳木斯市',NULL,0,'reference');
INSERT INTO "places" VALUES('230881','230881','同江市','county','230800',2,'佳木斯市','黑龙江省','佳木斯市','同江市',1,'reference');
INSERT INTO "places" VALUES('230883','230883','抚远市','county','230800',2,'佳木斯市','黑龙江省','佳木斯市','抚远市',1,'reference');
INSERT INTO "places" VALUES('230883104','230883104','黑瞎子岛镇','township','230883',3,'抚远市','黑龙江省','佳木斯市','抚远市',1,'reference');
INSERT INTO "places" VALUES('230883/抚远口岸',NULL,'抚远口岸','port','230883',3,'抚远市','黑龙江省','佳木斯市','抚远市',1,'reference');
CREATE TABLE ports (
	place_key TEXT NOT NULL, 
	neighbours TEXT, 
	sources TEXT, 
	CONSTRAINT pk_ports PRIMARY KEY (place_key), 
	CONSTRAINT fk_ports_place_key_places FOREIGN KEY(place_key) REFERENCES places (place_key)
);
INSERT INTO "ports" VALUES('230883/抚远口岸','俄罗斯','two or more');
CREATE TABLE programme_aliases (
	programme_code TEXT NOT NULL, 
	alias TEXT NOT NULL, 
	CONSTRAINT pk_programme_aliases PRIMARY KEY (programme_code, alias), 
	CONSTRAINT fk_programme_aliases_programme_code_programmes FOREIGN KEY(programme_code) REFERENCES programmes (programme_code)
);
INSERT INTO "programme_aliases" VALUES('xiangcun_zhenxing','乡村振兴战略');
INSERT INTO "programme_aliases" VALUES('xiangcun_zhenxing','乡村全面振兴');
INSERT INTO "programme_aliases" VALUES('xiangcun_zhenxing','全面乡村振兴');
INSERT INTO "programme_aliases" VALUES('xingbian_fumin','兴边富民工程');
INSERT INTO "programme_aliases" VALUES('xingbian_fumin','兴边富民行动工程');
INSERT INTO "programme_aliases" VALUES('xingbian_fumin','新时代兴边富民行动');
CREATE TABLE programme_components (
	programme_code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	ordinal INTEGER NOT NULL, 
	aliases TEXT, 
	CONSTRAINT pk_programme_components PRIMARY KEY (programme_code, name), 
	CONSTRAINT fk_programme_components_programme_code_programmes FOREIGN KEY(programme_code) REFERENCES programmes (programme_code)
);
INSERT INTO "programme_components" VALUES('xiangcun_zhenxing','产业振兴',1,NULL);
INSERT INTO "programme_components" VALUES('xiangcun_zhenxing','人才振兴',2,NULL);
INSERT INTO "programme_components" VALUES('xiangcun_zhenxing','文化振兴',3,NULL);
INSERT INTO "programme_components" VALUES('xiangcun_zhenxing','生态振兴',4,NULL);
INSERT INTO "programme_components" VALUES('xiangcun_zhenxing','组织振兴',5,NULL);
CREATE TABLE programme_mentions (
	article_id VARCHAR(16) NOT NULL, 
	programme_code TEXT NOT NULL, 
	ordinal INTEGER NOT NULL, 
	sentence_id INTEGER NOT NULL, 
	char_start INTEGER NOT NULL, 
	char_end INTEGER NOT NULL, 
	CONSTRAINT pk_programme_mentions PRIMARY KEY (article_id, programme_code, ordinal), 
	CONSTRAINT ck_programme_mentions_span CHECK (0 <= char_start AND char_start <= char_end), 
	CONSTRAINT fk_programme_mentions_article_id_programme_code_article_programmes FOREIGN KEY(article_id, programme_code) REFERENCES article_programmes (article_id, programme_code) ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT fk_programme_mentions_sentence_id_sentences FOREIGN KEY(sentence_id) REFERENCES sentences (sentence_id) ON DELETE CASCADE
);
INSERT INTO "programme_mentions" VALUES('2e792a70d41e29b9','xingbian_fumin',1,3,56,62);
INSERT INTO "programme_mentions" VALUES('1a25289feb3cef56','xingbian_fumin',1,10,56,62);
CREATE TABLE programmes (
	programme_code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT, 
	level TEXT, 
	region_key TEXT, 
	note TEXT, 
	retired INTEGER NOT NULL, 
	CONSTRAINT pk_programmes PRIMARY KEY (programme_code), 
	CONSTRAINT ck_programmes_retired CHECK (retired IN (0, 1)), 
	CONSTRAINT fk_programmes_region_key_places FOREIGN KEY(region_key) REFERENCES places (place_key)
);
INSERT INTO "programmes" VALUES('xiangcun_zhenxing','乡村振兴','strategy','national',NULL,NULL,0);
INSERT INTO "programmes" VALUES('xingbian_fumin','兴边富民行动','programme','national',NULL,'for the land border counties; in five-year plans since 1999; 兴边富民 alone is a phrase',0);
CREATE TABLE run_documents (
	run_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	location TEXT NOT NULL, 
	document_id TEXT, 
	status TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	articles INTEGER NOT NULL, 
	places INTEGER NOT NULL, 
	programmes INTEGER NOT NULL, 
	initiatives INTEGER NOT NULL, 
	metrics INTEGER NOT NULL, 
	issues INTEGER NOT NULL, 
	CONSTRAINT pk_run_documents PRIMARY KEY (run_id, ordinal), 
	CONSTRAINT ck_run_documents_status CHECK (status IN ('new', 'unchanged', 'changed', 'failed')), 
	CONSTRAINT fk_run_documents_run_id_runs FOREIGN KEY(run_id) REFERENCES runs (run_id) ON DELETE CASCADE
);
INSERT INTO "run_documents" VALUES(1,1,'/srv/pages/2025-12-03_界江晚报_a.txt','280ed282501e2cae','new','first seen',1,3,1,1,7,1);
INSERT INTO "run_documents" VALUES(1,2,'/srv/pages/a.txt','1938a866b8524c84','new','first seen',1,3,1,1,7,1);
INSERT INTO "run_documents" VALUES(1,3,'/srv/pages/b.txt','6e89bdac8912dabb','new','first seen',1,1,0,0,1,0);
INSERT INTO "run_documents" VALUES(1,4,'/srv/pages/c.txt',NULL,'failed','is empty',0,0,0,0,0,0);
INSERT INTO "run_documents" VALUES(2,1,'/srv/pages/2025-12-03_界江晚报_a.txt','280ed282501e2cae','unchanged','size and time unchanged',1,3,1,1,7,1);
INSERT INTO "run_documents" VALUES(2,2,'/srv/pages/a.txt','1938a866b8524c84','unchanged','size and time unchanged',1,3,1,1,7,1);
INSERT INTO "run_documents" VALUES(2,3,'/srv/pages/b.txt','6e89bdac8912dabb','unchanged','size and time unchanged',1,1,0,0,1,0);
INSERT INTO "run_documents" VALUES(2,4,'/srv/pages/c.txt',NULL,'failed','is empty',0,0,0,0,0,0);
CREATE TABLE runs (
	run_id INTEGER NOT NULL, 
	started_on DATETIME NOT NULL, 
	finished_on DATETIME, 
	process INTEGER NOT NULL, 
	host TEXT NOT NULL, 
	version TEXT NOT NULL, 
	rules_version TEXT NOT NULL, 
	seeds_fingerprint TEXT NOT NULL, 
	options TEXT NOT NULL, 
	documents_new INTEGER NOT NULL, 
	documents_unchanged INTEGER NOT NULL, 
	documents_changed INTEGER NOT NULL, 
	documents_failed INTEGER NOT NULL, 
	CONSTRAINT pk_runs PRIMARY KEY (run_id)
);
INSERT INTO "runs" VALUES(1,'2026-11-27 17:16:41.000000','2026-11-27 17:16:45.000000',2487,'server','0.1.0','1','f4ac703668c229bc1d57771691ab4c6c6de7f06dba5724c0be2b09c6a313b47b','{"force": false, "outlet": null, "published": null}',3,0,0,1);
INSERT INTO "runs" VALUES(2,'2026-11-27 17:16:50.000000','2026-11-27 17:16:50.000000',2635,'server','0.1.0','1','f4ac703668c229bc1d57771691ab4c6c6de7f06dba5724c0be2b09c6a313b47b','{"force": false, "outlet": null, "published": null}',0,3,0,1);
INSERT INTO "sentence_index_config" VALUES('version',4);
INSERT INTO "sentence_index_data" VALUES(1,X'108232');
INSERT INTO "sentence_index_data" VALUES(10,X'000000000103030003010101020101030101');
INSERT INTO "sentence_index_data" VALUES(137438953473,X'000003190330313202021E02013806020E01043230323502020201033332300202170102343103020C01013502021F02013206021201043632303003021201013704020A0103E4B88007020E03018704020B02021303018A02021A04021F01020303018B0202140502110301A40102090202BABA05020E0202BB8A06020A0301AC0602170202BD9C0602080103E585830302130302140301A80402060301B40302020202869C03020A020288B007020C02028AA8020212010407040301BF07021602028D9606021002028EBB05020302028FA3040204020290880602070301A804020C02020F020291980602160102090301A807020B0202928C07021402029CA802020703020701021C02029D8703020F0202A0A406021E0202A29E02021C0102100202A4A90502050102230202AD9002020A0202AF8C0302040202B19502020E0202B29B02020B0301B80402050202B8820102040102060301A60302080202B9B20502090301B40204031A02020702020B0202BBBA0602040202BC8002020D0402240202BE970602110103E688B703060B040304020D02028A8007020703018A06021803019A010202010204020202020294B603021103020C020296B0060219020298A50602220202999206021B02029CAC01020A0301AF07020802029D9105020A0102020301A507020502029E9C0202150202A0910202160301BD0202130202A3B50202180202ACA107020F0202AD8C0202100202AF8F07020A0301940202190202B0910302050301B40702120202B19F01020605041D0A0202B4BE0702040202B89402020F0301A90702130103E78EB00502060202958C01020502029A8401020804020C01020601020602029D8006022102029E8E0202090202A4BE0604090E0202AD890602200202BD9106021A0103E8808105020D0202A18C0202110102060202AEB00702100202AFB405020F0202B4A601020B0301A70402090202B5B70602050202BEB90102070202030202BF8704020801020203019C0102030102050202030103E9878C05020B0102030202958702020C0502020301BF02021D05021502029DA0050404060202B1BC06020D0202BB910202080407060908070606090608090C0906070706070B060607070B0607070707090A06070D07070A0A07070707060A06070D070A070D07060C0A07070707060A06070706070707070607060B0707060807100707080707080A07070706070A0A0C0B0A090807');
INSERT INTO "sentence_index_data" VALUES(274877906945,X'0000034D0330313209021E0201380D020E0104323032350902020103333230090217010234310A020C01013509021F0201320D02120104363230300A02120101370B020A0103E4B8800E020E0301870B020B02021303018A09021A04021F01020303018B0902140502110301A40802090202BABA0C020E0202BB8A0D020A0301AC0D02170202BD9C0D02080202BFA10E021C0103E585830A02130302140301A80B02060301B40A02020202869C0A020A020288B00E020C02028AA8090212010407040301BF0E021602028D960D021002028EBB0C020302028FA30B0204020290880D02070301A80B020C02020F020291980D02160102090301A80E020B0202928C0E021402029CA809020703020701021C01021A02029D870A020F0202A0A40D021E0202A29E09021C0102100202A49C0E02170301A90C02050102230202AD9009020A0202AF8C0A02040202B19509020E0202B29B09020B0301B80B02050202B8820802040102060301A60A02080202B9B20C02090301B40904031A02020702020B0202BBBA0D02040202BC8009020D0402240202BE970D02110301AE0E021B0103E688B70A060B040304020D02028A800E020703018A0D021803019A080202010204020202020294B60A021103020C020296B00D0219020298A50D0222020299920D021B02029CAC08020A0301AF0E020802029D910C020A0102020301A50E020502029E9C0902150202A0910902160301BD0902130202A3B50902180202ACA10E020F0202AD8C0902100202AF8F0E020A0301940902190202B0910A02050301B40E02120202B19F08020605041D0A0202B4BE0E02040202B89409020F0301A90E02130103E78EB00C02060202958C08020502029A8408020804020C01020601020602029D800D022102029E8E0902090202A4BE0D04090E0202AD890D02200301940E021F0202BD910D021A0202BEA40E021D0103E880810C020D0202A18C0902110102060202AEB00E02100202AFB40C020F0202B4A608020B0301A70B02090202B5B70D02050202BEB90802070202030202BF870B02080102020301980E021903019C0802030102050202030103E9878C0C020B010203010418080202958709020C0502020301BF09021D050215020297AE0E022002029DA00C0404060202B1BC0D020D0202BB910902080407060908070606090608090C090607070607070B060607070B0607070707090A06071007070A070907070707060A06070D070A07060D07060C0A07070707060A06070706070707070607060B07070608071007070807060707080A07070706070A0A060C0F0A09070807');
INSERT INTO "sentence_index_data" VALUES(412316860417,X'0000006B0330313610020B0103E4BB8A1002050202BFA10F02060103E5908C0F02020102020202B8820F02040102040202B9B41002060103E688B710020C0301BF10020A020294B9100207020297A710020902029DA50F02050202B19F0F02030102030103E980A0100208040708070B0A0708060707070A');
INSERT INTO "sentence_index_docsize" VALUES(1,X'0A');
INSERT INTO "sentence_index_docsize" VALUES(2,X'1E');
INSERT INTO "sentence_index_docsize" VALUES(3,X'12');
INSERT INTO "sentence_index_docsize" VALUES(4,X'0B');
INSERT INTO "sentence_index_docsize" VALUES(5,X'0E');
INSERT INTO "sentence_index_docsize" VALUES(6,X'24');
INSERT INTO "sentence_index_docsize" VALUES(7,X'15');
INSERT INTO "sentence_index_docsize" VALUES(8,X'0A');
INSERT INTO "sentence_index_docsize" VALUES(9,X'1E');
INSERT INTO "sentence_index_docsize" VALUES(10,X'12');
INSERT INTO "sentence_index_docsize" VALUES(11,X'0B');
INSERT INTO "sentence_index_docsize" VALUES(12,X'0E');
INSERT INTO "sentence_index_docsize" VALUES(13,X'24');
INSERT INTO "sentence_index_docsize" VALUES(14,X'1F');
INSERT INTO "sentence_index_docsize" VALUES(15,X'05');
INSERT INTO "sentence_index_docsize" VALUES(16,X'0B');
INSERT INTO "sentence_index_idx" VALUES(1,X'',2);
INSERT INTO "sentence_index_idx" VALUES(2,X'',2);
INSERT INTO "sentence_index_idx" VALUES(3,X'',2);
CREATE TABLE sentences (
	sentence_id INTEGER NOT NULL, 
	article_id VARCHAR(16) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	is_heading INTEGER NOT NULL, 
	char_start INTEGER NOT NULL, 
	char_end INTEGER NOT NULL, 
	source_start INTEGER NOT NULL, 
	source_end INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_sentences PRIMARY KEY (sentence_id), 
	CONSTRAINT ck_sentences_span CHECK (0 <= char_start AND char_start <= char_end), 
	CONSTRAINT ck_sentences_is_heading CHECK (is_heading IN (0, 1)), 
	CONSTRAINT fk_sentences_article_id_articles FOREIGN KEY(article_id) REFERENCES articles (article_id) ON DELETE CASCADE ON UPDATE CASCADE, 
	CONSTRAINT uq_sentences_article_id_ordinal UNIQUE (article_id, ordinal)
);
INSERT INTO "sentences" VALUES(1,'2e792a70d41e29b9',1,1,0,10,0,10,'抚远市界江边的两本账');
INSERT INTO "sentences" VALUES(2,'2e792a70d41e29b9',2,0,11,55,12,56,'2025年，抚远市在黑瞎子岛镇开展“渔歌”行动，栽下果树320棵，比上年增长12.5%。');
INSERT INTO "sentences" VALUES(3,'2e792a70d41e29b9',3,0,56,80,57,81,'兴边富民行动带动农户41户，户均增收6200元。');
INSERT INTO "sentences" VALUES(4,'2e792a70d41e29b9',4,0,81,94,82,95,'抚远口岸全年过货�7万吨。');
INSERT INTO "sentences" VALUES(5,'2e792a70d41e29b9',5,0,95,114,96,115,'“过去靠天，现在靠干。”村里的老人说。');
INSERT INTO "sentences" VALUES(6,'2e792a70d41e29b9',6,0,114,156,115,157,'村里建起的合作社今年收鱼18吨，卖得52万元，社员们把新网晒在江堤上，等着春天开江。');
INSERT INTO "sentences" VALUES(7,'2e792a70d41e29b9',7,0,156,179,157,180,'镇上派来的技术员每周到户一次，记下水温和长势，');
INSERT INTO "sentences" VALUES(8,'1a25289feb3cef56',1,1,0,10,0,10,'抚远市界江边的两本账');
INSERT INTO "sentences" VALUES(9,'1a25289feb3cef56',2,0,11,55,12,56,'2025年，抚远市在黑瞎子岛镇开展“渔歌”行动，栽下果树320棵，比上年增长12.5%。');
INSERT INTO "sentences" VALUES(10,'1a25289feb3cef56',3,0,56,80,57,81,'兴边富民行动带动农户41户，户均增收6200元。');
INSERT INTO "sentences" VALUES(11,'1a25289feb3cef56',4,0,81,94,82,95,'抚远口岸全年过货�7万吨。');
INSERT INTO "sentences" VALUES(12,'1a25289feb3cef56',5,0,95,114,96,115,'“过去靠天，现在靠干。”村里的老人说。');
INSERT INTO "sentences" VALUES(13,'1a25289feb3cef56',6,0,114,156,115,157,'村里建起的合作社今年收鱼18吨，卖得52万元，社员们把新网晒在江堤上，等着春天开江。');
INSERT INTO "sentences" VALUES(14,'1a25289feb3cef56',7,0,156,190,157,191,'镇上派来的技术员每周到户一次，记下水温和长势，夜里还在微信群里答问。');
INSERT INTO "sentences" VALUES(15,'d0b5f807d1e80088',1,1,0,5,0,5,'同江市来信');
INSERT INTO "sentences" VALUES(16,'d0b5f807d1e80088',2,0,6,19,7,20,'同江市今年改造旧房16户。');
CREATE TABLE units (
	unit TEXT NOT NULL, 
	aliases TEXT, 
	dimension TEXT NOT NULL, 
	standard_unit TEXT, 
	factor DOUBLE, 
	classifier INTEGER NOT NULL, 
	CONSTRAINT pk_units PRIMARY KEY (unit), 
	CONSTRAINT ck_units_classifier CHECK (classifier IN (0, 1))
);
INSERT INTO "units" VALUES('名',NULL,'person','person',1.0,1);
CREATE INDEX ix_places_name ON places (name);
CREATE INDEX ix_places_parent_key ON places (parent_key);
CREATE INDEX ix_place_aliases_alias ON place_aliases (alias);
CREATE INDEX ix_programmes_name ON programmes (name);
CREATE INDEX ix_documents_name ON documents (name);
CREATE INDEX ix_documents_run_id ON documents (run_id);
CREATE INDEX ix_run_documents_document_id ON run_documents (document_id);
CREATE INDEX ix_run_documents_location ON run_documents (location);
CREATE INDEX ix_articles_base_id ON articles (base_id);
CREATE INDEX ix_articles_outlet ON articles (outlet);
CREATE INDEX ix_articles_place_key ON articles (place_key);
CREATE INDEX ix_articles_published_on ON articles (published_on);
CREATE INDEX ix_document_locations_document_id ON document_locations (document_id);
CREATE INDEX ix_initiatives_core ON initiatives (core);
CREATE INDEX ix_initiatives_place_key ON initiatives (place_key);
CREATE INDEX ix_article_initiatives_initiative_id ON article_initiatives (initiative_id);
CREATE INDEX ix_article_initiatives_name ON article_initiatives (name);
CREATE INDEX ix_article_initiatives_programme_code ON article_initiatives (programme_code);
CREATE INDEX ix_article_programmes_place_key ON article_programmes (place_key);
CREATE INDEX ix_article_programmes_programme_code ON article_programmes (programme_code);
CREATE INDEX ix_initiative_mentions_sentence_id ON initiative_mentions (sentence_id);
CREATE INDEX ix_issues_kind ON issues (kind);
CREATE INDEX ix_issues_sentence_id ON issues (sentence_id);
CREATE INDEX ix_metrics_article_id_initiative_id ON metrics (article_id, initiative_id);
CREATE INDEX ix_metrics_indicator_code ON metrics (indicator_code);
CREATE INDEX ix_metrics_period_start ON metrics (period_start);
CREATE INDEX ix_metrics_place_key ON metrics (place_key);
CREATE INDEX ix_metrics_programme_code ON metrics (programme_code);
CREATE INDEX ix_metrics_sentence_id ON metrics (sentence_id);
CREATE INDEX ix_place_mentions_place_key ON place_mentions (place_key);
CREATE INDEX ix_place_mentions_sentence_id ON place_mentions (sentence_id);
CREATE INDEX ix_programme_mentions_sentence_id ON programme_mentions (sentence_id);
CREATE VIEW article_facts AS
SELECT a.article_id,
       d.name AS document,
       d.location,
       a.headline,
       a.byline,
       a.outlet,
       a.published_on,
       a.characters,
       (SELECT count(*) FROM metrics m WHERE m.article_id = a.article_id) AS metrics,
       (SELECT count(*) FROM article_initiatives i WHERE i.article_id = a.article_id) AS initiatives,
       (SELECT count(*) FROM place_mentions t WHERE t.article_id = a.article_id AND t.ordinal = 1) AS places,
       p.code AS place_code,
       p.name AS place,
       a.place_key,
       a.document_id
FROM articles a
JOIN documents d ON d.document_id = a.document_id
LEFT JOIN places p ON p.place_key = a.place_key;
CREATE VIEW place_facts AS
SELECT a.article_id,
       d.name AS document,
       a.headline,
       p.code AS place_code,
       p.name AS place,
       p.level,
       p.parent,
       p.province,
       p.prefecture,
       p.county,
       p.is_border,
       (SELECT count(*) FROM place_mentions n
        WHERE n.article_id = t.article_id AND n.place_key = t.place_key) AS mentions,
       s.text AS sentence,
       p.place_key,
       t.char_start,
       t.char_end,
       t.rule
FROM place_mentions t
JOIN articles a ON a.article_id = t.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN places p ON p.place_key = t.place_key
JOIN sentences s ON s.sentence_id = t.sentence_id
WHERE t.ordinal = 1;
CREATE VIEW programme_facts AS
SELECT a.article_id,
       d.name AS document,
       a.headline,
       g.name AS programme,
       f.components,
       p.name AS place,
       (SELECT count(*) FROM programme_mentions n
        WHERE n.article_id = t.article_id AND n.programme_code = t.programme_code) AS mentions,
       s.text AS sentence,
       g.programme_code,
       p.code AS place_code,
       f.place_key,
       t.char_start,
       t.char_end
FROM programme_mentions t
JOIN article_programmes f ON f.article_id = t.article_id AND f.programme_code = t.programme_code
JOIN articles a ON a.article_id = t.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN programmes g ON g.programme_code = t.programme_code
JOIN sentences s ON s.sentence_id = t.sentence_id
LEFT JOIN places p ON p.place_key = f.place_key
WHERE t.ordinal = 1;
CREATE VIEW initiative_facts AS
SELECT f.initiative_id,
       a.article_id,
       d.name AS document,
       a.headline,
       f.name AS initiative,
       f.kind,
       g.name AS programme,
       p.code AS place_code,
       p.name AS place,
       (SELECT count(*) FROM initiative_mentions n
        WHERE n.article_id = t.article_id AND n.initiative_id = t.initiative_id) AS mentions,
       s.text AS sentence,
       i.place_key,
       t.char_start,
       t.char_end,
       f.rule
FROM initiative_mentions t
JOIN article_initiatives f ON f.article_id = t.article_id AND f.initiative_id = t.initiative_id
JOIN initiatives i ON i.initiative_id = t.initiative_id
JOIN articles a ON a.article_id = t.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN sentences s ON s.sentence_id = t.sentence_id
LEFT JOIN programmes g ON g.programme_code = f.programme_code
LEFT JOIN places p ON p.place_key = i.place_key
WHERE t.ordinal = 1;
CREATE VIEW metric_facts AS
SELECT m.metric_id,
       a.article_id,
       d.name AS document,
       a.headline,
       p.code AS place_code,
       p.name AS place,
       g.name AS programme,
       f.name AS initiative,
       m.indicator_code AS indicator,
       m.label,
       m.value,
       m.value_to,
       m.unit,
       m.standard_value,
       m.standard_unit,
       m.qualifier,
       m.kind,
       m.status,
       m.period,
       m.period_start,
       m.period_end,
       m.raw,
       s.text AS sentence,
       m.char_start,
       m.char_end,
       m.rule,
       m.place_key,
       a.published_on,
       m.direction
FROM metrics m
JOIN articles a ON a.article_id = m.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN sentences s ON s.sentence_id = m.sentence_id
LEFT JOIN places p ON p.place_key = m.place_key
LEFT JOIN programmes g ON g.programme_code = m.programme_code
LEFT JOIN article_initiatives f ON f.article_id = m.article_id AND f.initiative_id = m.initiative_id;
CREATE VIEW issue_facts AS
SELECT a.article_id,
       d.name AS document,
       a.headline,
       i.kind,
       i.reason,
       i.words,
       s.text AS sentence,
       i.char_start,
       i.char_end
FROM issues i
JOIN articles a ON a.article_id = i.article_id
JOIN documents d ON d.document_id = a.document_id
JOIN sentences s ON s.sentence_id = i.sentence_id;
CREATE VIEW place_tree AS
SELECT a0.code AS place_code, a0.name AS place, a0.code AS within_code, a0.name AS within,
       0 AS steps, a0.place_key, a0.place_key AS within_key
FROM places a0
UNION ALL
SELECT a0.code AS place_code, a0.name AS place, a1.code AS within_code, a1.name AS within,
       1 AS steps, a0.place_key, a1.place_key AS within_key
FROM places a0
JOIN places a1 ON a1.place_key = a0.parent_key
UNION ALL
SELECT a0.code AS place_code, a0.name AS place, a2.code AS within_code, a2.name AS within,
       2 AS steps, a0.place_key, a2.place_key AS within_key
FROM places a0
JOIN places a1 ON a1.place_key = a0.parent_key
JOIN places a2 ON a2.place_key = a1.parent_key
UNION ALL
SELECT a0.code AS place_code, a0.name AS place, a3.code AS within_code, a3.name AS within,
       3 AS steps, a0.place_key, a3.place_key AS within_key
FROM places a0
JOIN places a1 ON a1.place_key = a0.parent_key
JOIN places a2 ON a2.place_key = a1.parent_key
JOIN places a3 ON a3.place_key = a2.parent_key
UNION ALL
SELECT a0.code AS place_code, a0.name AS place, a4.code AS within_code, a4.name AS within,
       4 AS steps, a0.place_key, a4.place_key AS within_key
FROM places a0
JOIN places a1 ON a1.place_key = a0.parent_key
JOIN places a2 ON a2.place_key = a1.parent_key
JOIN places a3 ON a3.place_key = a2.parent_key
JOIN places a4 ON a4.place_key = a3.parent_key
UNION ALL
SELECT a0.code AS place_code, a0.name AS place, a5.code AS within_code, a5.name AS within,
       5 AS steps, a0.place_key, a5.place_key AS within_key
FROM places a0
JOIN places a1 ON a1.place_key = a0.parent_key
JOIN places a2 ON a2.place_key = a1.parent_key
JOIN places a3 ON a3.place_key = a2.parent_key
JOIN places a4 ON a4.place_key = a3.parent_key
JOIN places a5 ON a5.place_key = a4.parent_key
UNION ALL
SELECT a0.code AS place_code, a0.name AS place, a6.code AS within_code, a6.name AS within,
       6 AS steps, a0.place_key, a6.place_key AS within_key
FROM places a0
JOIN places a1 ON a1.place_key = a0.parent_key
JOIN places a2 ON a2.place_key = a1.parent_key
JOIN places a3 ON a3.place_key = a2.parent_key
JOIN places a4 ON a4.place_key = a3.parent_key
JOIN places a5 ON a5.place_key = a4.parent_key
JOIN places a6 ON a6.place_key = a5.parent_key;
CREATE VIEW place_names AS
SELECT place_key, code AS place_code, name AS place, name
FROM places
UNION ALL
SELECT place_key, code, name, place_key
FROM places
UNION ALL
SELECT p.place_key, p.code, p.name, a.alias
FROM place_aliases a
JOIN places p ON p.place_key = a.place_key
UNION ALL
SELECT p.place_key, p.code, p.name, substr(p.name, 1, length(p.name) - 1)
FROM places p
WHERE p.level IN ('province', 'prefecture', 'county') AND length(p.name) > 2 AND p.name NOT LIKE '%自治_'
  AND (p.name LIKE '%省' OR p.name LIKE '%市' OR p.name LIKE '%盟'
       OR p.name LIKE '%县' OR p.name LIKE '%旗' OR p.name LIKE '%区')
  AND NOT EXISTS (SELECT 1 FROM place_aliases a
                  WHERE a.place_key = p.place_key AND a.alias = substr(p.name, 1, length(p.name) - 1));
CREATE VIEW indicator_facts AS
SELECT i.indicator_code AS indicator, i.name, i.name_en, i.dimension
FROM indicators i;
CREATE VIEW indicator_names AS
SELECT indicator_code AS indicator, indicator_code AS name
FROM indicators
UNION
SELECT indicator_code, name
FROM indicators
UNION
SELECT indicator_code, name_en
FROM indicators
UNION
SELECT indicator_code, wording
FROM indicator_wordings;
CREATE VIEW border_facts AS
SELECT p.code AS place_code, p.name AS place, p.prefecture, p.province, b.neighbours, b.certain, p.place_key
FROM border_counties b
JOIN places p ON p.place_key = b.place_key;
CREATE VIEW run_facts AS
SELECT r.run_id, r.started_on, r.finished_on, d.location, d.document_id, d.status, d.reason,
       d.articles, d.places, d.programmes, d.initiatives, d.metrics, d.issues
FROM run_documents d
JOIN runs r ON r.run_id = d.run_id;
COMMIT;
