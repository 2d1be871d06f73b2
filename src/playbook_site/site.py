"""Build both languages into ``site/`` and serve them. The generator runs as a command of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from playbook_site import guard
from playbook_site.finder import index
from playbook_site.loading import ROOT, Data

SITE = ROOT / "site"
ASSETS = ROOT / "docs" / "theme" / "assets" / "js" / "data"
CONFIGS = ("mkdocs.yml", "mkdocs.zh.yml")  # English first: it empties site/
WATCHED = ("data", "docs/en", "docs/zh", "docs/theme", "macros.py", "base.yml", *CONFIGS)
_LINK = re.compile(r'(?P<attribute>\bhref=")(?P<path>(?![a-z][a-z0-9+.-]*:|//|#)[^"#?]*?)(?P<rest>[#?][^"]*)?"')


def build(data: Data) -> None:
    """Write the browser's data, then build English and Chinese. Raises CalledProcessError if a build fails."""
    write_assets(data)
    for config in CONFIGS:
        generate(config)
    for unused in list(SITE.rglob("assets/javascripts")):
        shutil.rmtree(unused)  # the theme's bundle and search worker, which no page loads
    for page in SITE.rglob("*.html"):
        page.write_text(with_file_names(page.read_text(encoding="utf-8")), encoding="utf-8")


def generate(config: str, strict: bool = True) -> None:
    """Run the site generator on a configuration file; a warning stops it if it is strict."""
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": path}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", *(["--strict"] if strict else []), "-f", config], cwd=ROOT, env=variables, check=True)


def write_assets(data: Data) -> None:
    """Write the finder's index and cards and the guard's rules as classic scripts: a folder opened from disk cannot fetch."""
    ASSETS.mkdir(parents=True, exist_ok=True)
    for name, text in {**index.scripts(data), "guard-rules.js": guard.script(data.guard)}.items():
        (ASSETS / name).write_text(text, encoding="utf-8")


def with_file_names(html: str) -> str:
    """A page whose links to folders name the folder's index.html, so that it works when opened from disk."""
    return _LINK.sub(_with_file_name, html)


def _with_file_name(match: re.Match[str]) -> str:
    path = match["path"]
    folder = path.endswith("/") or path.rsplit("/", 1)[-1] in (".", "..")
    named = f"{path.rstrip('/')}/index.html" if folder else path
    return f'{match["attribute"]}{named}{match["rest"] or ""}"'


def serve(port: int, watch: bool) -> None:
    """Serve ``site/`` on this machine until interrupted; build again when a watched file changes."""
    handler = partial(QuietHandler, directory=str(SITE))
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    print(f"Serving on http://127.0.0.1:{server.server_address[1]}/ (Ctrl+C stops)", flush=True)
    if watch:
        threading.Thread(target=_watch, daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("Stopped.")


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a log line for each, always fresh."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def _watch() -> None:
    before = _newest_change()
    while True:
        time.sleep(1)
        now = _newest_change()
        if now != before:
            before = now
            # a process of its own: it sees changed code and data, and a mistake does not end the server
            subprocess.run([sys.executable, "-m", "playbook_site", "site"], cwd=ROOT)


def _newest_change() -> float:
    files = [path for name in WATCHED for path in ([ROOT / name] if (ROOT / name).is_file() else (ROOT / name).rglob("*"))]
    return max((path.stat().st_mtime for path in files if path.is_file() and ASSETS not in path.parents), default=0.0)
