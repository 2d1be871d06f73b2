"""Run the browser's own logic scripts in an embedded V8, so that a rule has one definition for page, check and test."""

from __future__ import annotations

import json
import os
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from py_mini_racer import MiniRacer

ROOT = Path(__file__).resolve().parents[2]
LOGIC = ROOT / "docs" / "theme" / "assets" / "js" / "logic"
CACHE = ROOT / ".cache"  # what was learnt, by the hash of what it was learnt from


class BrowserLogic:
    """An embedded V8 that holds ``globalThis.playbook`` with the named logic scripts loaded in order."""

    def __init__(self, *scripts: str) -> None:
        self._engine = MiniRacer()
        for script in scripts:
            self._engine.eval((LOGIC / f"{script}.js").read_text(encoding="utf-8"))

    def keep(self, name: str, value: Any) -> None:
        """Hold a JSON value as a global, to be named in later calls as ``{"$": name}`` without sending it again."""
        self._engine.eval(f"globalThis[{json.dumps(name)}] = {json.dumps(value)}; null")

    def call(self, function: str, *arguments: Any) -> Any:
        """The JSON result of ``playbook.<function>(...)``; an error thrown by the script is raised."""
        listed = ", ".join(_expression(argument) for argument in arguments)
        return json.loads(str(self._engine.eval(f"JSON.stringify(playbook.{function}({listed}) ?? null)")))

    def run(self, statement: str) -> None:
        """Run a statement of a script."""
        self._engine.eval(f"{statement}; null")

    def call_each(self, function: str, calls: list[tuple[Any, ...]]) -> list[Any]:
        """The results of many calls of one function, in one crossing into the engine."""
        listed = ", ".join(f"[{', '.join(_expression(argument) for argument in call)}]" for call in calls)
        return list(json.loads(str(self._engine.eval(f"JSON.stringify([{listed}].map((one) => playbook.{function}(...one)))"))))


def _expression(argument: Any) -> str:
    if isinstance(argument, dict) and set(argument) == {"$"}:
        return f"globalThis[{json.dumps(argument['$'])}]"
    return json.dumps(argument)


@lru_cache(maxsize=8)
def logic(*scripts: str) -> BrowserLogic:
    """A shared engine with these scripts; starting one takes a few hundredths of a second."""
    return BrowserLogic(*scripts)


def learnt(kind: str, scripts: tuple[str, ...], function: str, *arguments: Any) -> Any:
    """The JSON result of a call that takes long: learnt once, then read from ``.cache/<kind>/`` until an argument or a script changes."""
    sources = [(LOGIC / f"{script}.js").read_text(encoding="utf-8") for script in scripts]
    kept = CACHE / kind / f"{sha256(json.dumps([arguments, sources]).encode()).hexdigest()[:24]}.json"
    if not kept.is_file():
        result = BrowserLogic(*scripts).call(function, *arguments)
        kept.parent.mkdir(parents=True, exist_ok=True)
        whole = kept.with_suffix(f".{os.getpid()}")
        whole.write_text(json.dumps(result), encoding="utf-8")
        whole.replace(kept)  # several test workers may learn at once
    return json.loads(kept.read_text(encoding="utf-8"))


def as_script(name: str, value: Any) -> str:
    """A JSON value as the text of a classic script that hangs it on ``window``; nothing in it can end a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escape in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(character, escape)
    return f"window.{name} = {text};\n"
