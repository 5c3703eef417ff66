"""Words that point to a place of the story without naming it: 全市, 我区, 该旗, 本村."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from borderdb.extract.surroundings import without_passed
from borderdb.records import Level, Place, Span, Toponym
from borderdb.reference.gazetteer import Gazetteer, rank
from borderdb.text.articles import Article

_KINDS = (
    "自治[区州县旗]|站(?<=该站)|[省市州盟县旗区镇村]|乡(?![村镇])|苏木|街道|嘎查|社区|[农牧林]场|口岸"
    "|团场?(?![队体员伙结支])|师市?(?![生傅资父范德])"
)
# Not 健全村级制度, 全区域, 全市场, 该村民, 该镇长; but 全市民生支出 and 全县长期坚持.
_NO_WORD = "民(?![营生政族间宗俗兵])|[域落容场际值级]|长(?![期江远效久])"
_SEAT = (
    "里|(?<=[镇乡村县旗])上(?![游级升报市交缴述涨榜线])|武装部|(?<=村)(?:“两委”|两委)|集体(?!经济|资[产金]|收入)|(?<=[村镇])子"
    "|(?:党支部|党总支|党委)(?!书记)|委(?![员派托会])|政府"
)
_POINTER = re.compile(
    "(?=[全我咱该本这省市州盟县旗区镇乡村苏嘎社公铁口当左右中前后])(?:"  # where none can begin, nothing more is asked
    rf"(?<![安健齐周完保])(?P<how>全|我们?|咱们?|该|本)(?P<kind>{_KINDS})(?!{_NO_WORD})"
    rf"|(?:(?<![\u4e00-\u9fff])|(?<=[由在向从到对让据给被帮])|(?<=过去|如今|现在|目前|以前|今年|去年|当年|后来))(?P<seat>[省市州盟县旗区镇乡村]|苏木|嘎查)(?:{_SEAT})"
    r"|(?<![\u4e00-\u9fff“])(?P<bare>社区|嘎查)(?=还|又|也|都|先后|探索|通过|将|把|以|积极|党委|党支部|党总支|“两委”|两委|干部|居委会|书记"
    r"|工作人员|志愿|引进|帮|联合|协调|请来?|办|开|依托|聚焦|成立|组建|建立|建[起成]|推行|创新|坚持|累计|共|投入|打造|[每有]|集体|里)"
    r"|(?<![\u4e00-\u9fff])(?P<port>公路口岸|铁路口岸|口岸(?![经城办外建功工]))|(?P<here>当地)"
    r"|这[个座片][^，。；：“”\d]{0,10}?(?P<hamlet>村寨|村庄|村落|村子|山村|寨子|小村|渔村|边境村|抵边村|古村)"
    r"|(?:(?<![\u4e00-\u9fff])|(?<=[由在向从到对让据给被和与]))(?P<side>[左右中前后]旗))"
)
_VILLAGE_ENDS = ("村", "嘎查", "社区")
_ENDS = {
    "省": ("省", "自治区"),
    "村": _VILLAGE_ENDS,
    "站": ("口岸",),  # of the border police
    "自治区": ("自治区",),
    "团": ("团", "团场", "团分部", "团乡"),
    "团场": ("团", "团场", "团分部", "团乡"),
}
_DIVISION_CITIES = "6590"  # a division of the corps and its city are one
_OWN = ("我", "我们", "咱", "咱们")
_NAMING = ("我区", "我省", "我州", "我盟")
_OFFICE = re.compile("委|人?民?政府")  # 在百色市委领导下 does not make 百色市 the topic
_UPPER = ("省", "市", "州", "盟", "县", "旗", "区", "自治区", "自治州", "自治县", "自治旗")
_SEATS = ("镇", "乡", "苏木", "县", "旗")
_AGAIN = 0.2  # what a further pointing word of a paragraph weighs
_BACK = 20  # mentions that a pointing word looks back over
_SPEECHES = 4  # paragraphs of speech that the paragraph before may be behind
_DIVISIONS = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)


def find_pointers(text: str) -> Iterator[Toponym]:
    """Every pointing word, without knowing yet what it points to."""
    for match in _POINTER.finditer(text):
        yield Toponym(Span(*match.span()), None, (), False, "pointer")


def supported_names(
    article: Article, toponyms: Sequence[Toponym], places: Mapping[str, Place], weights: Mapping[str, float]
) -> Mapping[str, float]:
    """How much pointing words speak for each place, by key: 全市 for the 市 named most, 该旗 for the last 旗.

    `places` are those spoken of, without what is only passed by: 永安镇与红石镇相邻，该镇… is about 永安镇.
    """
    starts = [paragraph.start for paragraph in article.paragraphs]
    paragraphs: dict[str, list[int]] = {}
    last: dict[str, str] = {}
    most: dict[str, str | None] = {}
    for toponym in toponyms:
        if toponym.named:
            if toponym.place is not None and toponym.place.key in places:
                last[toponym.place.name[-1]] = toponym.place.key
            continue
        how, kind = _parts(toponym.span.of(article.text))
        if how == "该":
            key = last.get(kind[-1])
        elif how == "里" and kind in _SEATS:  # 镇党委, 镇上: of the only one there is
            fitting_keys = [key for key, place in places.items() if _fits(place, kind)]
            key = fitting_keys[0] if len(fitting_keys) == 1 else None
        elif how == "全" or (how in _OWN and kind not in _VILLAGE_ENDS):  # 我们村 is only what somebody says
            if kind not in most:
                fitting = (key for key, place in places.items() if _fits(place, kind))
                most[kind] = max(fitting, key=lambda key: (weights[key], rank(places[key])), default=None)
            key = most[kind]
        else:
            continue
        if key is not None:
            paragraphs.setdefault(key, []).append(bisect_right(starts, toponym.span.start))
    return {key: _weight(spots) for key, spots in paragraphs.items()}


def _weight(paragraphs: Sequence[int]) -> float:
    """One for each paragraph, and a little for each further word in it."""
    return len(set(paragraphs)) + _AGAIN * (len(paragraphs) - len(set(paragraphs)))


def resolve_pointers(
    article: Article,
    named: Sequence[Toponym],
    pointers: Sequence[Toponym],
    region: Place | None,
    gazetteer: Gazetteer,
) -> tuple[Toponym, ...]:
    """Pointing words with the place that they mean; those that mean none of the story are left out.

    我区 and its like name the place where nothing else does, and 全区 where the story is about it.
    """
    places = [t for t in without_passed(article.text, named) if t.place is not None]
    starts = [t.span.start for t in places]
    paragraphs = [paragraph.start for paragraph in article.paragraphs]
    spoken_of = {t.place for t in named}
    resolved: list[Toponym] = []
    for pointer in pointers:
        word = pointer.span.of(article.text)
        number = bisect_left(starts, pointer.span.start)
        if number and places[number - 1].span.overlaps(pointer.span):  # 全州|县, 同江市|委
            continue
        paragraph = bisect_right(paragraphs, pointer.span.start) - 1
        before = _Before(article, places[max(number - _BACK, 0) : number], paragraph)
        how, kind = _parts(word)
        place = _pointed(how, kind, before, region, gazetteer)
        if place is None or (how == "里" and _is_above(place, region, gazetteer)):
            continue
        naming = place not in spoken_of and place.level in _DIVISIONS and (word in _NAMING or place == region)
        resolved.append(Toponym(pointer.span, place, (place,), naming, "pointer"))
        if place.level not in _DIVISIONS:  # 村里 keeps the village in mind for the next paragraph
            places.insert(number, resolved[-1])
            starts.insert(number, pointer.span.start)
    return tuple(resolved)


@dataclass(frozen=True, slots=True)
class _Before:
    """The places named before a pointing word in the paragraph of a number, nearest first."""

    article: Article
    mentions: Sequence[Toponym]
    paragraph: int

    @property
    def last(self) -> tuple[Place, ...]:
        """Those anywhere."""
        return _places(reversed(self.mentions))

    @property
    def here(self) -> tuple[Place, ...]:
        """Those in this paragraph."""
        return self._since(self.paragraph)

    @property
    def recent(self) -> tuple[Place, ...]:
        """Those in this paragraph or the one before, and in speech between them."""
        text, paragraphs = self.article.text, self.article.paragraphs
        before = max(self.paragraph - 1, 0)
        while before > 0 and self.paragraph - before < _SPEECHES and text[paragraphs[before].start] == "“":
            before -= 1
        return self._since(before)

    @property
    def topic(self) -> tuple[Place, ...]:
        """What this paragraph names first, the outer links of its chain last."""
        here = self.article.paragraphs[self.paragraph].start
        inside = [m for m in self.mentions if m.span.start >= here and m.named]
        chain = [m for i, m in enumerate(inside) if i == 0 or _joins(inside[: i + 1])]
        if chain and _OFFICE.match(self.article.text, chain[-1].span.end):
            return ()
        return _places(reversed(chain))

    def _since(self, paragraph: int) -> tuple[Place, ...]:
        start = self.article.paragraphs[paragraph].start
        return _places(m for m in reversed(self.mentions) if m.span.start >= start)


def _is_above(place: Place, region: Place | None, gazetteer: Gazetteer) -> bool:
    """Whether it is the authority above the story's county: 在市委领导下."""
    return region is not None and region.level in _DIVISIONS and place in gazetteer.ancestors(region)


def _joins(mentions: Sequence[Toponym]) -> bool:
    return all(one.span.end == other.span.start for one, other in pairwise(mentions))


def _places(mentions: Iterable[Toponym]) -> tuple[Place, ...]:
    return tuple(mention.place for mention in mentions if mention.place is not None)


def _parts(word: str) -> tuple[str, str]:
    """How a word points and to what: 该旗 → 该, 旗, 这个山村 → 该, 村, 县里 → 里, 县, 后旗 → 里, 后旗, 当地 → 里."""
    match = _POINTER.fullmatch(word)
    if match is None:
        return "", word
    if match["how"]:
        return match["how"], match["kind"]
    if match["hamlet"]:
        return "该", "村"
    return "里", match["seat"] or match["bare"] or match["port"] or match["side"] or ""


def _ends(kind: str) -> tuple[str, ...]:
    return _ENDS.get(kind, (kind,))


def _pointed(how: str, kind: str, before: _Before, region: Place | None, gazetteer: Gazetteer) -> Place | None:
    """该旗 points back to the last 旗, 全旗 to that of the paragraph or story, each to the other's if it has none.

    当地 is where its paragraph is, which need not be told again; nobody does anything in a port.

    A village or township is pointed to from the next paragraph at the furthest.
    """
    if not kind:
        return next((place for place in before.here if place.level is not Level.PORT), None)
    order = _likeliest_first(how, kind, before, region, gazetteer)
    found = next((place for place in order if _fits(place, kind)), None)
    if found is None and kind.endswith("口岸"):  # 公路口岸 of 河口口岸
        order = _likeliest_first(how, kind, before, region, gazetteer)
        return next((place for place in order if place.level is Level.PORT), None)
    return found


def _likeliest_first(
    how: str, kind: str, before: _Before, region: Place | None, gazetteer: Gazetteer
) -> Iterator[Place]:
    if how == "全":
        yield from before.topic
    back = before.last if kind in _UPPER or kind.endswith(("旗", "口岸")) else before.recent
    for place in (*back, region) if how == "该" else (region, *back):
        if place is not None:
            yield place
            yield from gazetteer.ancestors(place)


def _fits(place: Place, kind: str) -> bool:
    if kind == "市" and place.level is Level.PROVINCE:
        return place.code in ("110000", "120000", "310000", "500000")
    if kind in ("师", "师市"):
        return place.name.endswith("师") or (place.level is Level.COUNTY and place.key.startswith(_DIVISION_CITIES))
    return place.name.endswith(_ends(kind)) and not (kind == "区" and place.name.endswith(("社区", "管理区")))
