"""Figures that a person has corrected, in standard units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection, select

from borderdb.db.corrections import SEPARATOR
from borderdb.db.decided import Values
from borderdb.db.models import Base
from borderdb.db.readings import Reading

_UNITS: Final = Base.metadata.tables["units"]
_CONVERT: Final = select(_UNITS).where(_UNITS.c.factor.is_not(None))
_NONE: Final[Mapping[str, object]] = {"standard_value": None, "standard_unit": None}


class Standards:
    """The units of the database, looked up when the first figure asks for them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._factors: dict[str, tuple[str, float]] | None = None

    def of(self, values: Values, reading: Reading | None) -> Mapping[str, object]:
        """The columns for the number and its standard unit; nothing in them where the unit does not convert."""
        unit, value = values.get("unit"), values.get("value")
        if reading is not None and all(reading.fields.get(name) == values.get(name) for name in ("value", "unit")):
            return reading.standard
        if not isinstance(value, float | int) or unit is None:
            return _NONE
        if self._factors is None:
            self._factors = self._load()
        standard_unit, factor = self._factors.get(str(unit), (None, 0.0))
        if standard_unit is None:
            return _NONE
        # Fifteen digits are what a double holds for certain: 3 times 0.1 is 0.3, 15亩 are 10000 m².
        return {"standard_value": float(f"{value * factor:.15g}"), "standard_unit": standard_unit}

    def _load(self) -> dict[str, tuple[str, float]]:
        factors = {}
        for row in self._connection.execute(_CONVERT):
            for name in (row.unit, *(row.aliases or "").split(SEPARATOR)):
                factors[name] = (row.standard_unit, row.factor)
        return factors
