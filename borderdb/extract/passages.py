"""Ports spoken of without their own name: 满洲里站 where trains pass, and the checkpoint of the border police."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from borderdb.extract.clauses import Clauses
from borderdb.records import Level, Place, Span, Toponym
from borderdb.reference.gazetteer import Gazetteer
from borderdb.reference.names import port_parts, short_names

# What passes through a port, and how it is told on.
TRAFFIC = re.compile(
    "进出口|进口|出口|货|旅客|过客|客流|吞吐|运量|[出入]境|查验|验放|通关|过境|贸易|车辆|车次|班列|标箱|航班|船舶|候检|边检|联检|口岸"
    "|开行|[0-9]列"
)
GOES_ON = re.compile(
    "同比|环比|[微略猛大]?[增降减]|[上下][降升涨跌滑]|回[升落]|占|其中|较|比|是|创|居|列|名列|分别|平均|日均|单日|累计|达|突破|超|首次|年内|逐年|实现|保持|已|包括"
    "|[0-9一二三四五六七八九十]+年[间来]"
)
# What passes the border itself, right behind the name; a city trades, has visitors and sends trains as well.
_PASSING = re.compile(
    "(?:铁路|火车|公路)?站(?!点|区|前)|(?:通行|运行|进出境|出入境|[出入过]境|过货|换装|跨境班列|(?:中欧|中亚)班列)"
)
_TRAINS = re.compile("班列|列车|标箱|[进出过入]境|货")
_CITY = re.compile("[市县旗区州]")
_STATION = re.compile("(?:出入境边|边)(?:防检查|检)总?站")
_LENGTHS = (5, 4, 3, 2)  # of the name before it


def find_passages(
    text: str, clauses: Clauses, toponyms: Sequence[Toponym], gazetteer: Gazetteer
) -> tuple[Toponym, ...]:
    """The mentions, with the port for its city where the clause says what passes through it, and for its station."""
    ports = {t.place for t in toponyms if t.place is not None and t.place.level is Level.PORT}
    stations = list(_stations(text, gazetteer))
    ends = [station.span.end for station in stations]
    mentions = [_passed(text, clauses, toponym, ports) for toponym in toponyms] if ports else toponyms
    kept = [mention for mention in mentions if not _is_covered(mention.span, stations, ends)]
    return tuple(sorted((*kept, *stations), key=lambda t: (t.span.start, -t.span.end)))


def _is_covered(span: Span, stations: Sequence[Toponym], ends: Sequence[int]) -> bool:
    """Whether the name belongs to that of a station: 满洲里|边检站."""
    number = bisect_right(ends, span.start)
    return number < len(stations) and stations[number].span.overlaps(span)


def _passed(text: str, clauses: Clauses, toponym: Toponym, ports: set[Place]) -> Toponym:
    """经满洲里站进出境的班列 is about the port, where the story names it; 满洲里市 never is."""
    place, span = toponym.place, toponym.span
    if place is None or place.level is not Level.COUNTY or not toponym.named or _CITY.match(text, span.end - 1):
        return toponym
    names = [f"{name}口岸" for name in short_names(place.name)]
    port = next((port for port in ports if port_parts(port.name)[0] in names), None)
    passing = _PASSING.match(text, span.end)
    if port is None or passing is None or not _TRAINS.search(clauses.at(span.start).of(text)):
        return toponym
    return replace(toponym, place=port)


def _stations(text: str, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """Checkpoints of the border police that bear the name of their port: 巴克图边检站."""
    for station in _STATION.finditer(text):
        for length in _LENGTHS:
            start = max(station.start() - length, 0)
            port = gazetteer.port(text[start : station.start()] + "口岸")
            if port is not None:
                yield Toponym(Span(start, station.end()), port, (port,), False, "station")
                break
