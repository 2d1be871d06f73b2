"""The command line: ``python -m playbook_site check | stubs | site | serve | bench``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from itertools import groupby

from playbook_site import checks, pages, site
from playbook_site.loading import ROOT, Data, load
from playbook_site.problems import BrokenData, Problem, errors


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code: 0 all well, 1 problems in the data, 2 wrong call."""
    parser = argparse.ArgumentParser(prog="playbook_site", description="Check, build and measure the customer-service playbook.")
    commands = parser.add_subparsers(required=True, metavar="command")
    _add(commands, "check", "report every problem of the data", _check)
    stubs = _add(commands, "stubs", "write the pages' stubs and the JSON Schemas", _stubs)
    stubs.add_argument("--check", action="store_true", help="only say what is out of date")
    _add(commands, "site", "check the data and build both languages into site/", lambda _: _site())
    serve = _add(commands, "serve", "build, serve, and build again after a change", _serve)
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--once", action="store_true", help="do not watch for changes")
    _add_bench(commands)
    parsed = parser.parse_args(arguments)
    try:
        return int(parsed.run(parsed))
    except BrokenData as broken:
        return _report(broken.problems)


def _add(commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, help: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
    parser.set_defaults(run=run)
    return parser


def _add_bench(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from playbook_site import guard_bench
    from playbook_site.finder import bench, theme_bench

    kinds = commands.add_parser("bench", help="measure the finder, the theme's search or the guard").add_subparsers(required=True, metavar="what")
    for name, module in (("finder", bench), ("theme", theme_bench), ("guard", guard_bench)):
        parser = _add(kinds, name, (module.__doc__ or name).strip().splitlines()[0].rstrip("."), module.run)
        module.add_arguments(parser)


def _report(found: list[Problem]) -> int:
    """Print problems by file, then their number. Returns the exit code they call for."""
    for _, of_file in groupby(sorted(found), key=lambda problem: problem.file):
        print(*of_file, sep="\n")
    count = len(errors(found))
    print(f"{count} problems, {len(found) - count} warnings" if found else "The data is in order.")
    return 1 if count else 0


def _checked() -> tuple[Data, list[Problem]]:
    data = load(ROOT)
    return data, checks.problems(data)


def _check(_: argparse.Namespace) -> int:
    data, found = _checked()
    stale = [Problem(path, 1, "", "is out of date", "run 'python -m playbook_site stubs'", "stubs-are-current") for path in pages.differences(data)]
    return _report([*found, *stale])


def _stubs(arguments: argparse.Namespace) -> int:
    data, found = _checked()
    if errors(found):
        return _report(found)
    changed = pages.differences(data) if arguments.check else pages.write(data)
    print(*changed, f"{len(changed)} generated files {'are out of date' if arguments.check else 'written'}", sep="\n")
    return 1 if arguments.check and changed else 0


def _site() -> int:
    data, found = _checked()
    if errors(found):
        return _report(found)
    _report(found)
    pages.write(data)
    site.build(data)
    print(f"Built {site.SITE.relative_to(ROOT)}/ - open {site.SITE.relative_to(ROOT)}/index.html or serve it.")
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    code = _site()
    if code == 0:
        site.serve(arguments.port, watch=not arguments.once)
    return code


if __name__ == "__main__":
    sys.exit(main())
