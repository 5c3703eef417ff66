"""The closed classes that trim a label, each beside the phrase it comes from. What they are for stands in `labels`."""

from __future__ import annotations

import re

from borderdb.extract.tails import AVERAGE_OF, EARLIER, GROWTH_TAIL, MEASURE_TAIL


def _list(words: str) -> tuple[str, ...]:
    """The words of a block, longest first, so that an alternation of them never stops short."""
    return tuple(sorted(words.split(), key=len, reverse=True))


# 目前全县共有, 累计修建, 先后走访, 其中: adverbs, conjunctions and prepositions at the head of a clause.
_LEADING = "|".join(
    (
        *_list(
            """
            截至目前 截止目前 目前 眼下 如今 现在 现已 迄今 至今 近年来 一年来 期间 其间 同时 此外 另外 其中 并且 而且
            以及 并 而 和 与 及 也 又 再 已经 已 先后 相继 陆续 共计 总共 一共 共 合计 总计 都 全部 分别 今年
            去年 上半年 每年  全年 当年 次年 翌年 全覆盖 全面 全域 广泛 大力 积极 深入 持续 不断 精准
             创新性  有力 着力 扎实 统筹 科学 常态化 定期 集中  切实 进一步 充分 成功 主动
            努力 稳步 稳定 逐步 累计 大约 近 超过 超 一是 二是 三是 四是 五是 预计 力争 将 能够 拟 则 却 仅
            只 使得 使 让 当月 当季
            把 据统计 据介绍 据了解 数据显示 经过 按照 根据 为此 因此 从而 以来 年底 年末 年初 年内
            已有 现有 共有 还有 另有 拥有 但 不过 尽管 尚有 尚 一年里 一年间 曾经 曾
            然而 但是 不仅 不但 由于 仍然 仍 相比
            """
        ),
        r"约(?![谈见请访定束会])",
        r"还(?![田林草湿款贷本原建迁清])",
        r"高位(?![水蓄])",
        r"均(?!价)",
        r"更(?![换新改替名衣年])",  # 更换软管
        r"能(?![繁源人力手耗效见量])",  # 能繁母羊
        r"(?:截至|截止)(?:本?报?记?者?(?:发稿|截稿|定稿))时?",
        r"(?:近|过去|这)?[一二两三四五六七八九十]+年[来间]?(?=累计|共|先后)",
        r"通过(?!率)",
        r"各(?![级类族界地村镇乡县旗项种方单部])",  # 各完成, but 各级书记
        r"第[一二三四五]年",
        r"[市县镇村乡旗州区]里(?=.{3}|$)",  # 村里接待游客
        r"[我该本全各][省市县旗区州盟镇乡村]",
        r"就(?![近业地医诊读学餐职])",  # 就有, but 就近就业
        r"可(?![利耕再持支食见采灌伐种](?!植))",
        r"按照?[^，。、\d]{0,10}(?:可比|不变|现行|当年)?价(?:格)?(?:计算|测算|核算)?|按照?[^，。、\d]{1,12}?(?:计算|测算|核算|统计|口径)",
        r"在(?=全[村镇乡县市旗区州])|(?<=全[村镇乡县市旗区州])范围内",
        r"正(?:在|对|把|将)?(?=.{2})(?![常式规确面值当好月副职方])",  # 正对巡逻道, but 正常运行
        r"(?:出入境)?边(?:防检查|检)总?站(?=.{2})|中[越缅老俄蒙朝哈尼]边境(?=[\u4e00-\u9fff]{2,6}口岸)",
        r"有着|这(?!样)[里个些座条项套种次批家份]?|那里|该(?:[站局所院校队]|中心)(?=.{2})|该(?=[项合企公园产])|我们的?|他们的?|虽然?|尽管|即|标志着",
        r"有(?![机效关限害序色轨线声意])",  # 有牧户, but 有机食品
        r"(?:截至|截止|到|至|自|从|由)(?=(?:19|20)\d\d年|\d{1,2}月|目前|今年|去年)",
    )
)
LEAD = re.compile(
    rf"(?:(?:{_LEADING})(?!率)|[、，；：\s·◆▲■●★①-⑳]|(?:TOP|NO|No)\.?\s?\d{{1,2}}|[一二三四五六七八九十]、|\d+[.、]"
    r"|（[^（）]*）(?=.))"  # （县农牧局数据）其中马300匹
)
LEAD_WORDS = re.compile(rf"^(?:(?:{_LEADING})(?!率))+(?=.{{2}})")  # not 成功率

# 由2020年的…, 由起步时的…: where a development begins, if words of development follow the number.
FROM = re.compile(
    r"(?=[从由])(?<![自理缘事])(?:从(?!事)|由)(?:[^从由，。]{0,12}的|[^从由，。]{0,8}年)?(?:每[人户亩斤吨车箱月天村乡镇家]|每公[斤里]){0,2}$"
)
# 由30吨攀升到85吨: behind a number that something begins from, whatever leads to the other is development
TO_OTHER = re.compile(r"(?![组构]成)[\u4e00-\u9fff]{1,6}(?:[到至为]|[变改转换]成)|起步")
DEVELOPS = re.compile(
    r"^(?:逐步|逐年|稳步|快速|一路|规范|迅速)*"
    r"(?:[长滚壮变做](?:大)?[到至成]|[增提上下减压缩扩跃发降升涨跌][长高加升降少缩短大展减]?|到|至|变|(?:优化|调整|细化|合并|精简)[为至到])"
)
MADE_OF = ("组成的", "构成的")  # 由30人组成的巡边队伍
# Before a number and its noun, these cut it off from what stands further left.
FREE = re.compile(r"(?:、|和|与|及|以及|为|对|向|把|将|给|让|使|由|被)(?:近|约|超|逾|共|这|全市|全县|全旗)?$")
IS_TAIL = re.compile(r"(?=是)(?<![认成因作行改人称])是$")  # 背后是200家企业: no measure of the back
OF_TAIL = re.compile(r"[的之]$")
COPULA_LEAD = re.compile(r"(?:其次|依次|首先)?[是为]")
COPULA = re.compile(r"^(?:便是|就是|即是|即为|就到|便到|是|为|外是)")
# After a number these begin no noun: 以上, 和, 用于, 在….
NO_NOUN = re.compile(
    r"(?:[近约]?\d|和(?!谐)|与|及|或|并|而|用于|用来|在(?![建册校岗编职读])|于|从(?!事)|向(?![导阳])|由|被(?!子)|把|将(?!军)"
    r"|[今去明]年|年内|年底|无一|手[里中]|目前|将(?!军)|已|后(?![进备勤续山方])|前(?![沿哨置端])|时(?![令装])|起|来(?![访料件华])|，|、|；|以)"
)
# 建筑面积180平方米的小楼: the number is that of the area, whatever noun the whole describes.
MEASURED = re.compile(
    r"(?:距(?:离)?[^，。今]{2,12}|面积|长度?|宽度?|高度?|总量|产量|收入|产值|投资|总值|规模|容量|距离|里程|半径|海拔)$"
)
# 4000列大关, 67列的记录: a mark that was reached is no noun that the number counts
MARK = re.compile(
    r"的?(?:历史)?(?:大关|关口|关|门槛|记录|纪录|台阶|跨越|高位|新高|处)$|(?:位居|位列|稳居|跃居|居|列)(?:全|第|首)"
)
AVERAGE_LEAD = re.compile(rf"^[{AVERAGE_OF}]均(?=.{{2}})")
AVERAGE = re.compile(rf"[{AVERAGE_OF}]均$")
# 降幅收窄2个百分点: what narrowed is the decline, not the thing itself
# 由上年的下降转为增长7%: what it was before is not what grows
TURNED = re.compile(r"(?:[由从][^，。；]{0,14}|扭[^，。；]{0,4}|^[^，。；]{0,10}(?:增长|下降))[转变]为?$")
EXTENT = re.compile(r"(?P<extent>[降增涨跌]幅|增速)[^，。]{0,12}(?:收窄|扩大|回落|加快|放缓|提高)$")
# 620人都用上了, 12名均为: what is told of them is no noun
AVERAGED = re.compile(rf"[{AVERAGE_OF}]均")  # 入社的52户人均分红2100元: what is averaged is the next figure's
TOLD = re.compile(r"^(?:都|均|全部|已经?|也|还|仍|就(?![业诊医地近读学餐职]))+")
# 高于全国9个百分点: higher than others, of what was just told
ABOVE = ("高于", "低于", "快于", "慢于", "优于", "高出", "领先", "高过")
# 增幅高于全省2个百分点, 比全国高3个百分点
ABOVE_OTHERS = re.compile(
    r"(?P<what>增速|增幅|涨幅|降幅|占比|比重)?(?:(?:高于|低于|快于|慢于|优于|高出|高过|领先)|(?:比|较)(?=全[国省区市州县盟旗]|[^，。]{0,6}平均)).*"
)
# 完成年度预算的101%: a share of what was planned for the thing just told
# 每公斤卖到12元: the price of what was counted
PRICE_OF = re.compile(r"(?:平均)?[每一](?:公?斤|吨|亩|头|只|瓶|箱|件|袋|株|公里|平方米)")
# 贸易额降幅控制在5%以内: what is held down is the decline
LIMITED = re.compile(r"[^，。]{2,}(?:[降跌增涨]幅|增速)")
# 两口岸合计不足3万吨
SEVERAL = re.compile(r"(?:[两二三]者|[两三四五六七八九十]+(?:口岸|[村镇乡县市旗地家者项园站港]))(?=合计)")
# 最高300万元，最低6万元: the ends of what was told last
_END = "最[高低多少大小长短远近快慢早晚]"
EXTREME = re.compile(
    rf"(?:其中)?(?P<end>(?:单?[日月]|单季|全年)?{_END})(?:的(?:[^，。；的\d]{{1,8}}?(?:[村镇乡县旗市户家]|嘎查|社区|苏木|口岸))?"
    r"|一[个户家天日村人]|分[到得]?|领[到了]?|拿到?|得到?|收入|只|有|也|就|不到|达到?|为|仅)*"
)
EXTREME_TAIL = re.compile(rf"{_END}$")
REST = frozenset(("余下", "余下的", "其余", "其余的", "剩下", "剩下的", "剩余", "剩余的"))  # 其余30万吨为粮食
IS = re.compile(r"^(?:全?[为是系]|属于?)(?=[^，。]{2})")
# 收入超20万元的占七成: behind a class without a noun
WITHOUT_NOUN = re.compile(r"的(?:还|只|仅|共|已|就|目前)*(?:占|有|达|剩)")
# 12户农户户均, 30名党员中有, 4个嘎查各: what leads to the next figure
NEXT_ONES = re.compile(
    rf"(?<=.)(?:[{AVERAGE_OF}]均|(?:平均)?每[人户村亩栋家]|[中里]?(?:现|共)?(?<![没国所私公持享拥])有|[中里]|各|就|共|已|都|均|只|管|平均)$"
)
# 木屋|入住率, 工业企业|增加值: a measure that the next figure gives
NEXT_MEASURE = re.compile(r"(?:率|额|值|产量|收入|面积|缺口|资金|价格|利润|成本|支出|集体经济|集体|经济)$")
OWN_GAIN = re.compile(r"^[比较].*?(?P<own>(?:每[^，。\d]|[户亩人只头村]均)?(?:增收|减收|增产|节本|节支|增效))$")
GAINS = frozenset(("增收", "减收", "增产", "减产", "多收", "短收", "增支", "减支", "增效", "节本"))
# 恢复至2019年同期的118%, 仅为全省平均水平的八成, 占全区的四成: what something is held against
HELD = re.compile(
    r"(?P<whose>.*?)(?P<held>(?:恢复|相当|接近)?[到至于]|(?:恢复|达)[到至]|(?:仅|只|约)?(?<![认成因作行改人称])[为是]|(?:就|仅|只|约|已)?占[了到]?)(?P<base>[^，。]{2,16})的$"
)
# 超序时进度8个百分点, 完成投资超年度计划: of what was just told
BY_PLAN = re.compile(r"(?:[^，。]{0,4}(?:超过?|[快慢高低]于))?(?:序时|时间)进度|(?:年度|预期|既定)(?:计划|目标|任务)?")
REACHED_HEADS = frozenset(  # 惠及900户
    ("惠及", "带动", "覆盖", "涉及", "受益", "辐射", "服务", "搬迁", "安置", "带富", "吸纳", "走访", "入户", "转移")
)
TOLD_SHARE = re.compile(r"(?<=.{2})占(?![比地股有领]).*$")  # 投资占年度计划的八成，占总投资的三成
# 剔除该因素后, 扣除物价因素, 按可比口径: said of how it is counted
LESS = re.compile(r"(?:剔除|扣除|不含|考虑|还原)[^，。]{0,14}$")
PLAN = re.compile(r"^(?:完成|达到?|占|为)?(?P<plan>[^，。]{0,6}(?:预算|计划|任务|目标)(?:总?数|任务|总额)?)的?$")
# 新开工项目150项，总投资500亿元: too bare to stand alone
BARE = frozenset(
    _list(
        """
        总投资 投资 计划投资 产值 年产值 总产值 合计产值 产量 年产量 总金额 协议总金额 金额 收入 总收入 年收入
        货值 销售额 年销售额 销售收入 总产 亩产 单产 亩产值 增加值 综合产值 总量 总数 均价 存栏 出栏
        面积 总面积 装机 总装机 装机容量 总装机容量
        """
    )
)
BARE_END = re.compile(
    r"^(?:全|总)?[长宽高](?:度)?$|^海拔$|占地$|(?:保额|单价|定价|售价|标价|造价|票面)$"
    r"|(?:年|日|单日|每日|设计)(?:加工|处理|生产|屠宰|接待|存储|储存|发电|供水|供热|通行|吞吐|孵化|育苗)(?:能力|量)?$|(?:"
    + "|".join(sorted(BARE, key=len, reverse=True))
    + ")$"
)  # 引进总投资8亿元的化工项目
# 木耳种植面积、木耳存栏量: the thing itself is what stands before the measure
MEASURE_OF = re.compile(
    r"(?:(?:规模)?(?:种植|养殖|播种|栽培|栽种|采摘|收获|投产|挂果|饲养|放养|产业|占地|建筑)?(?:总|年)?(?:面积|规模|数量|产量|产值|亩产|单产|总产|存栏|出栏|销量|价格|行情)量?"
    r"|(?:种植|养殖|栽培|播种|挂果))$"
)
WHERE_OF = re.compile(r"^(?:[以在].{1,30}?为(?:主要|重点|核心)?(?:区域|产区|片区|中心|重点|主)的|[^，。]{1,20}等地的)")
# 干果28元一斤, 票价39元一张: for how much of it the price is
FOR_ONE = re.compile(
    r"(?:一|每)(?:公?斤|亩|[张只头件个瓶盒箱袋吨天月年户人间晚盏株棵串份碗次位米方车担筐桶杯枚幅条套顿桌座])(?=[，。；：、！）]|$)"
)
# 刚跑到11.2万标箱, 须跑出7.8%: that a mark was reached, of what was told before
ONLY_REACHED = re.compile(
    r"(?:刚刚?|才|须|得|需|已|只|仅|还|也|就|最终|一共|总共|一下子|计划|预计|力争|拟|到(?:19|20)\d\d年|到?[明后]年|年底)+"
    r"(?:跑|做|冲|升|涨|攀|干|种|养|扩|增|发展)[到出上]?"
)
CARRYING = re.compile(r"[\u4e00-\u9fff]着")  # 6人带着工具上山
# 7家单位|共建“红廊”, 9户村民|自发组队: what is told of those who are counted
TOLD_OF = re.compile(
    r"(?:抱团|自发|主动|带头|联手|联合(?![社体会国])|合力|共同(?![体富])|携手|轮流|相约|同台|争着|抢着|纷纷|踊跃|自愿|自筹|争相|已经|正在)(?=.{2})"
    r"|(?:共建|共办|共管|共享|联办|合办|合建|办起|成立|组建|发起|打造)(?=[“《])"
)
# 公司|今年|出口粉条: when something is counted is no part of it; but 是2019年的, 比去年同期
WHEN_INSIDE = re.compile(
    r"(?=[今去前当全年上下12])(?<=.{2})(?<![是为到至于比较自从占同与和“《])(?:今年|去年|前年|当年|全年|年内|[上下]半年|前[一二三]季度|(?:19|20)\d\d年)+"
    r"(?![同底末初的度平]|以[来前]|春|秋|夏|冬)(?:共|就|已|只|累计|一年)*(?=[^，。]{1,}$)"
)
# 分口岸：甲口岸13万吨: by what a row is told, not what it counts
BY_WHAT = re.compile(r"(?:按|分)[^，。；的]{1,5}(?:看|分|来看|统计)?")
WHOSE_PART = re.compile(r"其中.{2,8}[省市县旗区州镇乡]|其中.{2,6}(?:苏木|口岸)")
SEATS = ("镇", "乡", "县", "旗", "区")  # 全县辖3镇5乡
RULES = re.compile("辖(?:区|有|着)*$")
NOUN_UNITS = frozenset("班坊棚垛")
GOES_TO = re.compile(r"(?:[下走来去赶送派布驻沉伸搬迁卖销运]|深入|辐射|延伸)到了?$")  # 下到6个苏木, 布到5个城市
ALSO_OF = re.compile(r"[、和与及](?:约?占)?(?P<base>[^，。；、\d]{2,10})的(?:近|约)?")  # 占全州的两成、|全省的一成
RATE = re.compile(r"[^，。；、的]{1,4}率")
TOTALS = frozenset(("总量", "总数"))  # of what was just counted, in the same unit
# 跑了3000户, 卖了27万元, 报了23户: verbs of speech, alone with their number
_OF_SPEECH = "[跑走卖报烤烧打采收种养来去过挣赚学讲演送拉摆装修存攒留用花买领吃住看查拍写割捡捞运放赔办开搞访演摇摘]"
SPOKEN = re.compile(rf"{_OF_SPEECH}$")
SPOKEN_DONE = re.compile(rf"(?<=.)(?:累计|共)?{_OF_SPEECH}了$")
# 拿出200万元|改造老屋: what is paid out goes to what the words after it tell
PAYS = re.compile(
    r"(?:[拿掏挤腾拨匀]出|筹集|筹措|自筹|筹资|凑[集出齐]?|列支|花[费掉]?|拨付|下拨|出资|投入|(?<!总)投资|整合|耗资|斥资"
    r"|投|贴补)(?:资金)?$|^资金$"
)
SPENT = ("投入", "投资", "支出", "投入资金", "总投资", "投资额", "完成投资")
# 每年为村集体增收20万元: whose gain it is
GAIN = re.compile(r"为(?P<whose>[^，。为]{2,10}?)(?P<gain>增收|创收|节支|节约|节省|减负|让利)$")
RATIO = ("是", "为", "相当于", "达到", "占")  # 是上年的3倍
_ONE_OF_THEM = r"[^，。；\d]{0,6}?一[县乡镇村旗市]"  # 一县便占8万亩
# 12个护林点中仍有4个: what leads to the figure behind it
AMONG_WHICH = re.compile(r"(?=[中里])(?<=.{2})[中里](?=(?:仍|还|已|现|就|只|共|也)*有|(?:仍|还|已|现)$)")
# 受检修拖累: why something was so, not what was counted
CAUSE = re.compile(r"(?:受|由于|因).*(?:影响|拖累|制约|冲击|带动|拉动|推动)")
HEADS = {"户": "户数", "人": "人数", "口人": "人数"}  # 全村120户400人: counted without a noun
LIVING = re.compile(r"(?:居?住|生活)(?:着|有|了)$")  # 村里住着|46户
AMONG = re.compile(r"里(?![程面边外])|中(?![小药国青年老医专学东西高低间部])")  # 全村300户中精准识别出…
WHOLE_PLACE = re.compile(r"(?=全)(?<=.{2})(?<![是在为])全[国省区市州县盟旗镇乡村]$")  # 推动|全省300个村
CASE_LEAD = re.compile(
    r"^(?:[^“]{2,}?(?:把|.在(?=.{2,}[镇乡村县市旗]$))|以|为|对|向|把|将(?!军)|由|从(?!业)|在(?![职校建册岗读编籍])|给|与|和)"
)
CASES = frozenset(_list("对 向 为 把 将 由 从 在 使 让 与 和 给 每 其中 共 的 近 约"))
# （人民币20亿元）, （折合3000美元）: the amount before it once more, in other money
_CONVERTED = (
    r"(?:按照?[^，。]{0,12}(?:汇率|牌价|中间价)[^，。]{0,6}?)?(?:约|共)?(?:折合|约合|折算|合|折)?(?:成|为)?"
    r"(?:人民币|美元|外汇)?(?:约|共)?"
)
CONVERTS = re.compile(r"(?:按照?[^，。]{0,16}(?:汇率|牌价|中间价)[^，。]{0,40}?)?(?:折合|约合)")
_ON_BASIS = r"(?:又|再|还)?在[^，。]{0,12}(?:基础|基数)上?"  # 在去年的基础上增加3亩
# 这一数字是全省平均水平的3倍: the number told last, by another measure
# 数字2023年: the number told last, at another time
_AT_OTHER_TIME = r"(?:这一?个?)?(?:数字|数据|指标|比例)(?:(?:19|20)\d\d年|去年|上年|前年|[^，。]{0,4}同期)?"
RANKED = re.compile(r"\s*(?:TOP|NO|No|第)\.?\s?[\d一二三四五六七八九十]{1,2}(?:名|位)?[、：.\s]")
THIS_NUMBER = re.compile(r"这一?个?(?:数字|数据|比例|占比|指标|增速|收入|水平)")
BY_OTHERS = re.compile(
    r"(?:这?一?个?(?:数字|数据|比例|占比|指标|增速|收入|水平))?(?:是|为|相当于|达到?|超过|高出|高于)?"
    r"(?:全[国省区市州县盟旗]|上年|去年|当年|同期|[\u4e00-\u9fff]{0,4}平均)[^，。]{0,8}$"
)
POINTLESS = frozenset(
    _list(
        """
        同口径 可比口径 名义 实际 须 需
        中 中有 这个 这里 这 该 其 其中 占比 比例 比重 占 总数 同比 环比 年均 平均 增长 下降
        增速 幅度 原先 原来 此前 起初 最初 早先 过去 以前 当时 单月 单日 当月 当日 当天 当年
        """
    )
)
COMPARED = re.compile(r"^[较比与同](?:(?:19|20)\d\d年|上年|去年|年初)(?:同期)?(?:相比)?(?=.{2})")  # 较2025年|提前26天
# 到2022年底150万元, 较2025年提前突破: only when
EARLIER_ONE = re.compile(rf"(?:较|比|高于|低于|多于|少于){EARLIER}[（(]?的?")
ONLY_WHEN = re.compile(
    r"(?:截至|截止|[到至为较比自从])*(?:(?:19|20)\d\d年|今年|去年|目前|如今)(?:[底末初]|以来|同期)*(?:首次)?"
)
# What says nothing of what is counted.
POINTLESS_WORDS = re.compile(
    "|".join((_ON_BASIS, _AT_OTHER_TIME, ONLY_REACHED.pattern, _ONE_OF_THEM, _CONVERTED, ONLY_WHEN.pattern))
)
MODIFIERS = _list("有 没有 符合 具有 具备 优秀 困难 在")

# 护边员中, 边境线上: where something is counted, not what
WHERE_TAIL = re.compile(r"[中上里内](?<=.{3})(?<![集高初其途空水手天世以马晚早路网年公].)$")
# What is told of things that were counted; a verb of any other kind may belong to their name (慢跑线路).
TOLD_OF_THINGS = frozenset(
    _list(
        """
        是 全是 有 正在 陆续 穿过 进入 组建 建起 办起 建成 挂上 配 实现 完成 成为 受益 入驻 落户 投产 投用 竣工 开工
        覆盖 分布 挂牌 按需 通过 获评 获得 达到 列入 纳入 全部 均 都 已 相继 个个 在 全面 常年 喜获
        """
    )
)
# 帮扶村|办起冷库: 村办 is a word too, where it is no verb's end
RAISED = re.compile(r"(?=[办建种养修立拉])(?<=.)[办建种养修立拉](?=起(?![点始源初步]))")
# 互助组|发放贷款: the dictionary has 发放贷款 for a noun
PAID = re.compile(r"(?:派驻|选派|配备|发放|兑付|兑现|拨付|投放|办理|颁发)(?=[\u4e00-\u9fff])(?!的|点|机构|中心|人员)")
# 5个乡镇组建“甲”: what townships and villages do is told of them, however it is called
SETTLEMENTS = re.compile(
    r"(?:苏木)?(?:乡镇|[镇乡村]|苏木|嘎查|行政村|社区|街道)"
    r"(?=试点|组建|建立|打造|建成|创建|开展|实施|推行|创办|成立|办起|引进|联合|抱团|发展(?!资金|基金|项目|规划|中心|改革))"
)
VAGUE = frozenset(("项目", "工程", "企业"))  # 4个项目顺利竣工: what is told of them tells which
TOLD_HOW = re.compile(r"(?:顺利|成功|全部|相继|陆续|如期|正式|全面|先后|集中|均|已)+$")
PERSONS = frozenset(_list("名 人 位 员 户 余人"))
SHARES = (
    "系数",
    "指数",
    "率",
    "比",
    "例",
    "重",
    "度",
    "面",
    "占",
)  # 覆盖率, 占比: a share that says itself that it is one

SHARE_NOUNS = ("占比", "比例", "比重", "份额")

# Verbs of achievement: they say that something was done, not what. The number counts their object.
SPLITTING = frozenset(
    _list(
        """
        打造 建成 建立 设立 设置 创建 组建 培育 举办 开展 实现 完成 推出 形成 拥有 打响 创成 构建 搭建 筹建 兴建 开设
        成立 选树 评定 落实 争创 开发 实施 制定 出台 明确 推动 推进 促进 通过 依托
        """
    )
)
LIGHT = SPLITTING | frozenset(
    _list(
        """
        建设 组织 达到 有 共有 现有 还有 涉及 包括 涵盖 利用 选取 精选 安排 引导 引领 吸引 成为 让 使 是 为 达 离不开
        如 像 共 累计 划分
        """
    )
)
# Tagged as verbs by the dictionary, but nouns in such prose.
NOMINAL = frozenset(
    _list(
        """
        收入 支出 投资 投入 补贴 贷款 服务 帮扶 培训 活动 合作 组织 建设 管理 项目 产业 经济 生活 工作 困难 就业 示范
        教育 治理 巡逻 巡边 旅游 出口 进口 进出口 种植 养殖 加工 改造 意见 需求 贸易 执勤 护边 总收入 固投 社零
        退休 退伍
        可 志愿 流动 在职 退役 离任 返乡 外籍 涉边 边境 抵边 党建 民警 护边员 合作社 代办 代表 委员 网格 小 大 新 典型
        学员 移民 领导 专业 特色 便民 惠民 重点 规模 农家 居民 牧民 贫困 脱贫 文化 文艺 体育 电商 物流 创业 创新 培育
        保障 救助 资助 补助 奖励 结对 共建 联建 自然
        """
    )
)
# 光伏|发电|项目, 返乡|创业|人员: a verb before such a noun belongs to its name
COMPOUND = frozenset(
    _list(
        """
        项目 工程 基地 中心 企业 设备 机构 设施 人员 队伍 公司 平台 车间 线路 站点 站 点 合作社 产业 品牌 技术 组织
        生产线 大户 专班 小组 园区 园 厂 场 班 户
        """
    )
)
# Tagged otherwise, but predicates after a noun.
PREDICATES = frozenset(
    _list(
        """
        全部 正在 落地 组成 连成 获评 担任 下沉 受益 参与 参加 入选 带动 脱颖而出 进入 享受 获得 荣获 推向 成为 到 在
        """
    )
)


def clean_tail(words: str) -> str:
    """The words between 分别 and the first number without verbs of measure and growth: 验放人员, nothing of 增长."""
    while words and (match := GROWTH_TAIL.search(words) or MEASURE_TAIL.search(words)) is not None:
        words = words[: match.start()]
    return LEAD_WORDS.sub("", words).strip("、，：: ")


def is_bare(label: str) -> bool:
    """Whether a label tells an amount and not of what: 产值, 种植面积, 均价每吨."""
    return label.partition("每")[0] in BARE or MEASURE_OF.fullmatch(label) is not None


def counted_in(base: str) -> str:
    """What was counted, without how it was measured: 以甲县为主产区的木耳种植面积 → 木耳; '' where nothing is left."""
    base = SPOKEN_DONE.sub("", base)
    counted = MEASURE_OF.sub("", WHERE_OF.sub("", base)) if MEASURE_OF.search(base) else base
    return "" if MEASURED.search(counted) else counted
