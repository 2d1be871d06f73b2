"""One word per task, on a machine that has only Python 3.11 or newer: ``python3 tasks.py start`` or ``python3 tasks.py test``.

Sets up a virtual environment in .venv from the locked requirements, then runs the task inside it. Uses nothing but
the standard library, because it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
TASKS = {
    "start": "set up, check, build both languages, serve, print the address",
    "test": "set up with a browser, build, run every test",
    "setup": "only set up",
    "check": "report every problem of the data",
    "stubs": "write the pages' stubs and the JSON Schemas",
    "site": "check and build into site/",
    "serve": "build, serve, build again after a change",
    "links": "check all links of the built site, outside ones too",
    "bench": "measure: bench finder | theme | guard ... (see CONTRIBUTING.md)",
}


def main(arguments: list[str]) -> int:
    """Run a task; returns its exit code."""
    task = arguments[0] if arguments else ""
    if task not in TASKS:
        print("Usage: python3 tasks.py TASK\n" + "\n".join(f"  {name:6} {does}" for name, does in TASKS.items()))
        return 2
    if sys.version_info < (3, 11):
        return complain(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    set_up("test" if task in ("test", "links", "bench") else "site")
    match task:
        case "setup":
            return 0
        case "start":
            return playbook_site("serve", *arguments[1:])
        case "test":
            return test(arguments[1:])
        case "links":
            return playbook_site("site") or check_links()
        case _:
            return playbook_site(*arguments)


def complain(sentence: str) -> int:
    """Say what is missing; returns the exit code for it."""
    print(sentence, file=sys.stderr)
    return 1


def environment() -> dict[str, str]:
    """The variables every task runs with: the package on the path, the theme's banner off."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}


def run(*command: str | Path) -> int:
    """Run a command inside the project; returns its exit code."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=environment()).returncode


def playbook_site(*arguments: str) -> int:
    """Run the project's own command line."""
    return run(PYTHON, "-m", "playbook_site", *arguments)


def set_up(lock: str) -> None:
    """Make the virtual environment and install a lock file into it, unless that was done before."""
    requirements = ROOT / "requirements" / f"{lock}.txt"
    wanted = hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()
    stamp = VENV / f"installed-{lock}"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    make_venv()
    print(f"Installing {requirements.relative_to(ROOT)} ...", flush=True)
    if run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", requirements):
        sys.exit(complain("The packages could not be installed. Is the package index reachable?"))
    for packages in {*VENV.glob("lib/python*/site-packages"), *VENV.glob("Lib/site-packages")}:
        (packages / "playbook_site.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")  # so that .venv's python -m playbook_site works by itself
    stamp.write_text(wanted)


def make_venv() -> None:
    """Make .venv; on Debian as root, bring Debian's venv package first where it is missing."""
    if PYTHON.exists() and run(PYTHON, "-m", "pip", "--version") == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True).returncode:
        debian_install(f"python3.{sys.version_info.minor}-venv", "This Python has no 'venv'. Install it (Debian: apt install python3-venv), then run this again.")
    if subprocess.run([sys.executable, "-m", "venv", str(VENV)]).returncode:
        sys.exit(complain("The virtual environment could not be made."))


def debian_install(package: str, otherwise: str) -> None:
    """Install a Debian package as root; elsewhere stop with the sentence given."""
    if not shutil.which("apt-get") or os.name == "nt" or os.geteuid() != 0:
        sys.exit(complain(otherwise))
    print(f"Installing {package} ...", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, stdout=subprocess.DEVNULL)
    if subprocess.run(["apt-get", "install", "-y", "-qq", package], env=quiet, stdout=subprocess.DEVNULL).returncode:
        sys.exit(complain(otherwise))


def browser() -> str:
    """The path of a Chromium: named by CHROMIUM, on the path, or installed from Debian."""
    named = os.environ.get("CHROMIUM")
    found = [path for path in ([named] if named else map(shutil.which, BROWSERS)) if path]
    if not found:
        debian_install("chromium", "The tests need Chromium or Chrome. Install one, or set CHROMIUM to its path, then run this again.")
    return found[0] if found else shutil.which("chromium") or sys.exit(complain("Chromium was installed but cannot be found."))


def test(arguments: list[str]) -> int:
    """Build the site, then run all tests on it, two at a time."""
    os.environ["CHROMIUM"] = browser()
    if playbook_site("site"):
        return 1
    return run(PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal", *arguments)


def check_links() -> int:
    """LinkChecker over the built site, outside links included; slow, and it needs the network."""
    return run(VENV / ("Scripts" if os.name == "nt" else "bin") / "linkchecker", "--no-status", "--no-warnings", "--check-extern", ROOT / "site" / "index.html")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
