"""How a clause says whether a place in it governs: words before it, words behind it, and what opens a clause."""

from __future__ import annotations

import re

# What may stand between the beginning of a clause and its subject: 目前，在|向阳村; 2023年|密山口岸. Possessive, and
# longest words first: no input makes it try twice.
LEAD = re.compile(
    "(?:(?:TOP|NO[.]?|No[.]?)?[ ]?[0-9]{1,2}[.、． ：　][ ]?|[①-⑳][ ]?"  # TOP2 满洲里口岸
    "|前[0-9一二三四五六七八九十]++个?月|[0-9一二三四五六七八九十]++[年月日号]?份?|第?[一二三四]季度"
    "|近年来|连日来|这里是|上半年|下半年|以来|目前|如今|今年|去年|明年|当年|同期|同时|其中|此外|另外|近日|日前|近期|眼下|当前|现在|随后"
    "|之后|期间|比如|例如|譬如|记者|笔者|我们|一行|走进|走入|来到|走访|踏入|步入|置身于?|漫步|驱车|位于|地处|座落|坐落|针对|围绕|结合"
    "|立足|这是|截至|截止|全年|通过|依托|支持|帮助|带动|助力|推动|组织|聚焦|紧扣|经由"
    "|[本上当次]月|[在于从自到对据为让使当如而但仅经由年月日号至—、春夏秋冬初金早末底前后时])*+"
)
NOT_GOVERNING = re.compile(
    "(?:赴|前往|(?<!来)到|去|往|至|抵达|来自|源自|产自|出自|距离?|离|与|同|和|跟|以|根据|按照|依据|落实|贯彻|参加|参照|对标|学习|借鉴|考察"
    "|观摩|深入|销往|发往|运往|运抵|出口|辐射|连接|联通|连通|贯通|毗邻|紧邻|邻近|相邻|濒临|属于|隶属|成为|作为|荣获|获评|入选"
    "|评为|位居|位列|居|列|占|是|被|授予|比|较|相比|多于|少于|快于|高于|低于|嫁到|返回|落户|走向|走出|享誉|叫响|闻名|途经|通过|经|经由)了?$"
)
THIS_IS = re.compile("(?:这里?|那里?)[就便正]?是|[就便正]是")
# A spot on the way or nearby, not the place: |凤城市|城西19公里, 从|大理|出发.
WAY = re.compile(
    "[城县市镇]?[区郊]?(?:以|正)?[东西南北]{1,2}(?:方向|[面侧边郊])?约?[0-9]|(?:所在地|政府|城区|县城|市区)?(?:出发|启程|一路)"
    "|(?:所在地|政府驻地|县城|城区|市区)约?[0-9]|到[^，。；0-9]{1,10}[0-9.]+[余多]?公里|(?:对口)?(?:帮扶|援建|援助|支援|捐赠|捐资|援[疆藏青])"
)
INSIDE = re.compile(
    "[东西南北中]{1,2}[部端缘]|[^，。；0-9]{0,8}(?:[东西南北中]{1,2}[部端缘麓岸]|脚下)(?=[，。；])|腹地|境内|所在地"
)  # a part of the place that the subject lies in
LIES = re.compile("位于|地处|坐落|地近|[东西南北]{1,2}[临接]")
ONE_OF = re.compile("[0-9一二两三四五六七八九十]+[^，。；0-9]{1,12}之一")  # 是|同江镇|15个村之一
# 老赵是|河西村|村民: what follows is about the village. Of a county it says nothing.
PERSON_OF = re.compile(
    "(?:[0-9]{1,2}[组社队])?[^，。；“0-9]{0,16}?(?:党员|村民|居民|牧民|[户主农]|农民|书记|主任|社员|员|理事长|负责人)(?=[，。；“])"
)
PART = re.compile("其中[，：]?(?:[仅在以])?$")  # 其中|甲区2万人 speaks of 甲区 there alone
LOCAL = re.compile("[^，。；]{0,12}?(?:各|设|建立|新增|布局|开[设办了])")  # 在|包头市|各旗开店: the shop is another's
FIGURED = re.compile("[^，]*[0-9][余多]?[万亿]?(?![年月日])[^0-9，][^，]*的")  # 面积40平方公里的|红星乡
FIGURED_MOST = 32
PASSAGE = ("通过", "经", "经由")  # 经友谊关口岸进出口货物 is the port's
HOLDS = re.compile("(?:在|于|为|给|让|使|把|将|对|帮助|支持|带动|助力|推动|惠及|覆盖)$")
# 把|红星村|作为试点 is about who does so.
APPOINTS = re.compile("[把将以由]$")
APPOINTED = re.compile(
    "(?:作为|列为|列入|定为|确定为|选为|纳入|为(?:中心|龙头|重点|试点|核心|示范|主体|载体|引领)|牵头)"
)
SCHOOL = re.compile("[\u4e00-\u9fff]{0,4}?(?:学院|大学|学校|教学点|实训基地|教育基地)|联检部门|籍|人才市场")
# 吴兴、江苏等地|采购商下单: they come from there
FROM_THERE = re.compile(
    "(?:、[\u4e00-\u9fff]{2,6}){0,5}(?:等地|等省市?|等市|等多地)?的?(?:采购商|客商|经销商|游客|商贩|客人|专家|学者|投资商|企业家|旅行社|自驾)"
)
MEASURE = re.compile(
    "首位|首创|首个|首批|首家|首次|第[一二三四五六七八九十0-9]|前列|前茅|之首|之最|最大|最早|唯一|率先|平均|范围内|排名|领先"
    "|(?:居|属|处于|算|列)(?![民住然性车])"
)
# 紧扣|全省|“六边六带”建设部署 says what guides the subject.
GUIDING = re.compile("[^，。；0-9]{0,24}?(?:部署|要求|精神|战略|决策|安排|布局|大局|目标|定位|号召)(?=[，。；])")
# |北京市大兴区|企业捐赠草料: who gives is not what is told of.
GIVES = re.compile(
    "[^，。；]{0,16}?(?:捐[赠资助款献]|选派|派出|派[来驻]|援助|支援|帮扶|协作|援建|资助|赠送|划拨|拨付|结对|对口|引进|投资)"
)
COUNTED = re.compile(
    "[0-9一二两三四五六七八九十百千]+[0-9.余多]*[万亿]?[个名户人家座处条项件村镇乡%级]"
)  # 全县|11个乡镇
SPREAD = re.compile("(?:推广|扩大|延伸|覆盖|扩展|普及|辐射)[到至]?$")
OF_OTHERS = re.compile("(?:与|和|同(?![处属为在])|跟|来自|对口|赴|到|比|较|高于|低于)[^，]{0,12}的$")
ATTRIBUTE = 16  # characters that may stand before a subject and describe it: 地处边陲的|同江市
OPENING = re.compile("[^，。；：\n]{0,12}[，：]?")  # 2023年，|密山口岸… begins the sentence
LEAD_MOST = 40  # characters of a clause before a place that are looked at
SPEECH = re.compile("“(?:[^”\n]{0,200}[，。！？]|[^”\n]{17,200}”)")
# The next paragraph goes on with the village where somebody of it begins.
VILLAGER = re.compile(
    "(?:(?:今年|现年)?[0-9]{2}岁的)?(?:村民(?!小组)|[牧农边]民|社员|合作社(?:理事长|负责人)|村(?:支书|主任|党支部书记|支部书记)|驻村|第一书记)"
)
RANK_MARK = re.compile("(?:[（(]?[0-9一二三四五六七八九十]{1,2}[）)]?[.、．]?|[①-⑳]|[—●■◆▲·]+)?[ 　]?")
TOPIC_END = re.compile("(?:（[^（）]{1,16}）)?(?:方面)?[。：]")
FIGURE = re.compile("[0-9][余多]?[万亿]?[^0-9年月日号.．、级]")
SEAT = re.compile("(?:[省市州盟县旗区镇乡]|苏木)(?:里|上|委|政府)")
