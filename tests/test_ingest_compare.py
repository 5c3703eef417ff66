"""What several articles tell alike stands once in a comparison, each with its own label."""

from __future__ import annotations

from pathlib import Path

from borderdb.ingest import find_documents, ingest
from tests.queries.test_catalogue import BY_NAME, answer

PAGES = {
    "1.txt": "同江秋收\n2024年，同江市粮食产量达41亿斤。\n",
    "2.txt": "同江开镰\n2024年，同江市收成不错，粮食总产量41亿斤，农户们又添了农机。\n",
    "3.txt": "同江粮仓\n2023年，同江市粮食总产量39亿斤，仓容扩大。\n",
}


def test_one_figure_of_two_articles_is_compared_once(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    database = tmp_path / "border.sqlite"
    list(ingest(database, find_documents([folder])))
    found = answer(database, BY_NAME["compare"], indicator="grain_output")
    assert [(row["place"], row["raw"]) for row in found] == [("同江市", "41亿斤")]
