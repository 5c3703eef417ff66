"""Where a quoted name stands: whose it is, how many there are, what is done with it, and what explains it."""

from __future__ import annotations

import re

from borderdb.extract.quotes import Quote
from borderdb.extract.signs import Sign
from borderdb.reference.terms import Terms
from borderdb.text.tokens import words

_REACH = 24
_NOUN_REACH = 6
_NEAR = 6  # as much as the owner of a name or its count takes: 联合会办的, and a line break
_CLOSE = "\x03"
_NAME = rf"\x02\x00*{_CLOSE}"
_JOINT = 3  # the end of the name before, what joins the two, and a line break
_ROW = re.compile(rf"(?:{_NAME}[、和与及]?)+$")

# 江平镇的“海螺哨”, 县妇联“石榴花嫂子”: what belongs to a place or an office
_OWNED = re.compile(
    r"(?=[省州盟市县区旗镇乡村屯寨苏嘎社街农牧连兵口妇团工支党局院站所校商协联公合这那全里])"
    r"(?:[省州盟市县区旗镇乡村屯寨](?<=[\u3400-\u9fff].)|苏木|嘎查|社区|街道|农场|牧场|连队|兵团|口岸|妇联|团委|工会|(?:支部|党委|工委|党组)(?=的)"
    r"|[局院站所校](?<=[^一二两三四五六七八九十几多余这那哪每\d].)|商会|协会|联合会|公司|合作社|[这那全]里|[村乡镇县屯寨旗市]里)(?:的|搞的|办的|设的|推的)?$"
)
# 首届“红角争香”, 一堂“灶台党课”: what is held is an undertaking
_HELD = re.compile(
    r"(?=[首每历第\d一两二三四五六七八九十几])"
    r"(?:[首每历]|第[\d一二三四五六七八九十百]+|[\d一两二三四五六七八九十几]+)[届期堂场轮](?:的)?$"
)
# 11个“堡垒户”, 三百余家“红店”; but 三个“没想到” is counted on the fingers
_COUNTED_OUT = re.compile(r"(?:有一?(?=[间所处家])|\d{2}|[十百千万][余多]?|[余多])[个支名户家处所间座辆块条张盏]$")
# 人手哪来？“五户一哨”。办法写在墙上：“三敲四看”
_ANSWER = re.compile(r"？$|(?:办法|法子|做法|招数?|路子|机制|制度|规矩|点子|主意|答案)[^，。；：\n]{0,8}：$")
_ALONE = re.compile(r"[。：，]|—{1,2}")
# 共设“边境哨”31个, 53户加入“以草换奶”，
_CLOSES = re.compile(
    r"[可能就即]|的(?=[^，。；\x02]{0,3}[户人员民者])|[，。；：！、—\n（]|$|\d|[一两二三四五六七八九十百千几]"
)
# “三本账”：人情账、集体账; “连心账”记什么？
_EXPLAINED = re.compile(
    r"(?:：|，即|，就是|[^，。；：！？“”\n\x02\x03]{0,4}(?:什么|怎么|如何|咋)[^，。；：！“”\n\x02\x03]{0,4}？)"
)
# …“草场红绿灯”…。该办法去年起铺开
_RECALLED = re.compile(
    r"[^。！？\n]{0,60}[。，；](?:该|这[一项个种套支批]?|此)(?:办法|做法|机制|制度|模式|活动|行动|平台|项目|队伍|品牌|举措|经验|法子|路子|服务)"
)
# “歌圩普法”每年三月, “评边长”每季度一次, “快递马”一周跑两趟
_SCHEDULED = re.compile(
    r"，?[^，。；：！？“”\n\x02\x03]{0,6}?(?:每(?:年[^，。；：]{0,6}[次回届场期]|隔?[一二两三四五六七八九十半\d]*个?(?:季|月|周|星期|天|晚|夜|日|旬|逢))"
    r"|(?:一|半)(?:年|季|个?月|周|星期|天|晚|日)[^，。；\d]{0,2}[一两二三四五六七八九十\d]+[次回趟场堂期餐班遍])"
)
# “海螺哨”已经吹了两年, “评比”搞了三届, “小学堂”开到第五个冬天
_N = r"[\d一两二三四五六七八九十百多余几]+"
_LASTED = re.compile(
    rf"[^，。；：！？“”\n\x02\x03]{{0,8}}?(?:[了过满](?:{_N}个?(?:年|届|期|季|场|回|次|轮|讲|堂|课|趟|遍|站|月|冬天|春秋|寒暑)|整年|半年)"
    rf"|[到入]了?第?{_N}个?(?:年|届|期|季|冬天|夏天|春天|秋天))"
)
# “白灾”，指的是大雪封草场: a word is explained, no undertaking
_GLOSSED = r"，?(?:意为|意思是|意指|指的是|指的就是|是指|寓意|意即|也叫|又叫|俗称|学名)"
# “小板凳评理”今年挪进了广场, “草票”发到户
_PLACED = (
    r"(?:[今去前当]年|[上下]半年|\d+月|已|也|就|都|又|还|正式|陆续|先后|相继)*"
    r"[发送开摆搬挪建布装设贴挂驻落架支办走跑](?:到|进|在|上|入|遍)(?!了?历史)"
)
# “骑手回村”报名的有53人, “一把伞接站”值守的是退休职工
_MANNED = r"(?:报名|参加|参与|加入|值守|轮值|值班|在册|登记|入会|主讲|授课)"
# None of the three begins like another.
_ADDED = re.compile(f"(?P<glossed>{_GLOSSED})|(?P<placed>{_PLACED})|(?P<manned>{_MANNED})")
# it opens its clause, and something is said of it
_OPENS = re.compile(
    r"(?:^|[，。；：！？\n])(?:[^，。；：！？\n\x02\x03]{2,12}[省州盟市县区旗镇乡村屯寨里的]|眼下|如今|现在|而|其中)?$"
)
_PREDICATE = re.compile(r"(?![，。；：！？、…—）\n]|的|是|$|[和与及]|成为|成了|变)")
# 从“没人管”到“大家管”, 把“等”改成“送”
_FROM = re.compile(r"(?:从|由|把|将|变|不再)$")
_INTO = re.compile(rf"(?:从|由|把|将|变){_NAME}[^，。；：！？\n\x02\x03]{{0,6}}(?:到|成|为|向|至|变)$")
_ON = re.compile(rf"[^，。；：！？\n\x02\x03]{{0,6}}(?:到|成|为|向|至|变){_NAME}")


_BEHIND = (
    (Sign.EXPLAINED, _EXPLAINED),
    (Sign.SCHEDULED, _SCHEDULED),
    (Sign.LASTED, _LASTED),
)


def standing_signs(text: str, plain: str, quote: Quote, terms: Terms) -> list[Sign]:
    """What the words right before and behind a name say of it. `plain` is the text with its names masked."""
    start, end = quote.span.start, quote.span.end
    first = _row_start(plain, start)
    before = plain[max(first - _REACH, 0) : first]
    near = before[-_NEAR:]
    signs = [sign for sign, form in _BEHIND if form.match(plain, end)]
    if _OWNED.search(near):
        signs.append(Sign.OWNED)
    if _COUNTED_OUT.search(near):
        signs.append(Sign.COUNTED_OUT)
    added = _ADDED.match(plain, end)
    if added is not None and added.lastgroup is not None:
        signs.append(Sign(added.lastgroup))
    if _HELD.search(before):
        signs.append(Sign.HELD)
    if _OPENS.search(before) and _is_said_of(plain, end):
        signs.append(Sign.SUBJECT)
    if _contrasted(plain, start, end):
        signs.append(Sign.CONTRASTED)
    if (before.endswith("的") or _CLOSES.match(plain, end)) and terms.handled(before):
        signs.append(Sign.HANDLED)
    if _ALONE.match(plain, end) and _ANSWER.search(before):
        signs.append(Sign.EXPLAINED)
    if _RECALLED.match(text, end):
        signs.append(Sign.RECALLED)
    if terms.product_at(plain, end):
        signs.append(Sign.PRODUCT)
    if quote.within is not None:
        signs.append(Sign.QUOTED_SPEECH)
    return signs


def _row_start(plain: str, start: int) -> int:
    """Where the row of names begins that the one at `start` belongs to: at “甲” for “丙” of “甲”“乙”和“丙”."""
    if _CLOSE not in plain[max(start - _JOINT, 0) : start]:
        return start
    row = _ROW.search(plain, max(start - 3 * _REACH, 0), start)
    return row.start() if row is not None else start


def _contrasted(plain: str, start: int, end: int) -> bool:
    before = plain[max(start - 2 * _REACH, 0) : start]
    return bool(_FROM.search(before) and _ON.match(plain, end)) or _INTO.search(before) is not None


def _is_said_of(plain: str, end: int) -> bool:
    """Whether what follows is said of the name, which no noun follows: “界河号”|游船每天开四班."""
    if _PREDICATE.match(plain, end) is None:
        return False
    following = words().cut(plain[end : end + _NOUN_REACH])
    return not following or not following[0].tag.startswith("n")
