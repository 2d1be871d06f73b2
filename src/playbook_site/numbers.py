"""Write a shop's or a platform's figure in words: ``20 USD``, ``3 calendar days``, ``3 个自然日``."""

from __future__ import annotations

from playbook_site.loading import Data
from playbook_site.model import Fact

# Which unit a figure's name stands for; the longest ending wins. Names are those of ``value`` in data/facts.
UNIT_OF_NAME = {
    "business_days": "business-days", "working_days": "business-days", "calendar_days": "calendar-days", "days": "days", "hours": "hours",
    "minutes": "minutes", "months": "months", "years": "years", "percent": "percent", "usd": "USD", "eur": "EUR", "gbp": "GBP",
    "characters": "characters", "points": "points",
}  # fmt: skip


class Amounts:
    """Writes figures in one site language."""

    def __init__(self, data: Data, language: str) -> None:
        self.data, self.language = data, language
        self.units = {unit.id: unit for unit in data.vocabulary.units}

    def write(self, amount: int | float, unit: str) -> str:
        """An amount with its unit, in the singular where it is one."""
        pattern = self.units[unit].one if amount == 1 else self.units[unit].many
        return pattern[self.language].replace("{n}", f"{amount:g}" if isinstance(amount, float) else str(amount))

    def policy(self, name: str) -> str:
        """A number of policy.yaml with its unit."""
        number = self.data.policy.numbers[name]
        return self.write(number.amount, number.unit)

    def fact(self, fact: Fact) -> str:
        """The figure of a fact if it has exactly one that has a unit, else nothing."""
        found = [(name, value) for name, value in fact.value.items() if self._unit(name, fact) and isinstance(value, (int, float)) and not isinstance(value, bool)]
        if len(found) != 1:
            return ""
        name, value = found[0]
        return self.write(value, self._unit(name, fact))

    def _unit(self, name: str, fact: Fact) -> str:
        ending = next((ending for ending in sorted(UNIT_OF_NAME, key=len, reverse=True) if name == ending or name.endswith(f"_{ending}")), "")
        unit = UNIT_OF_NAME.get(ending, "")
        kind = fact.value.get("day_type")
        return {"calendar": "calendar-days", "business": "business-days", "working": "business-days"}.get(str(kind), unit) if unit == "days" else unit
