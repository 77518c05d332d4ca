"""The programs the tests drive. Standard library only; run.py calls it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

# The variable that names a program: its names on the path, under /Applications, under Program Files.
PROGRAMS = {
    "BUDGET_BROWSER": (
        ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge"],
        [f"{name}.app/Contents/MacOS/{name}" for name in ("Google Chrome", "Chromium", "Microsoft Edge")],
        [
            "Google/Chrome/Application/chrome.exe",
            "Chromium/Application/chrome.exe",
            "Microsoft/Edge/Application/msedge.exe",
        ],
    ),
    "BUDGET_SOFFICE": (
        ["soffice", "libreoffice"],
        ["LibreOffice.app/Contents/MacOS/soffice"],
        ["LibreOffice/program/soffice.exe"],
    ),
    "BUDGET_PDFTOPPM": (["pdftoppm"], [], []),
    "BUDGET_INITDB": (["initdb"], [], []),
}
# Where Debian keeps what it leaves out of the path.
DEBIAN_PLACES = {"BUDGET_INITDB": "usr/lib/postgresql/*/bin/initdb"}
SKIPPED = {
    "BUDGET_BROWSER": (
        "kiểm thử trong trình duyệt: không thấy Chrome, Chromium, Edge (BUDGET_BROWSER)",
        "browser tests: no Chrome, Chromium or Edge (BUDGET_BROWSER)",
    ),
    "BUDGET_SOFFICE": (
        "kiểm thử với LibreOffice: không thấy soffice (BUDGET_SOFFICE)",
        "LibreOffice tests: no soffice (BUDGET_SOFFICE)",
    ),
    "BUDGET_PDFTOPPM": (
        "xem trang PDF: không thấy pdftoppm (BUDGET_PDFTOPPM)",
        "PDF page tests: no pdftoppm (BUDGET_PDFTOPPM)",
    ),
    "BUDGET_INITDB": (
        "kiểm thử với PostgreSQL: không thấy initdb (BUDGET_INITDB)",
        "PostgreSQL tests: no initdb (BUDGET_INITDB)",
    ),
}
# Debian's package: a program on the path, or a pattern of files, that shows that it is there.
DEBIAN_PACKAGES = {
    "libreoffice-calc": "localc",
    "libreoffice-impress": "loimpress",
    "libreoffice-writer": "lowriter",
    "poppler-utils": "pdftoppm",
    "fonts-liberation2": "/usr/share/fonts/truetype/liberation2/*.ttf",
    "fonts-crosextra-carlito": "/usr/share/fonts/truetype/crosextra/Carlito-*.ttf",
    "postgresql": "/usr/lib/postgresql/*/bin/initdb",
    "libatomic1": "/usr/lib/*/libatomic.so.1",  # what drives the browser needs it
}


def find_program(variable: str) -> str | None:
    """Where the variable says, or where this system keeps the program; None when it is not there."""
    chosen = os.environ.get(variable)
    if chosen:
        return shutil.which(chosen)
    names, applications, program_files = PROGRAMS[variable]
    places = [Path(found) for found in map(shutil.which, names) if found]
    if sys.platform == "linux" and variable in DEBIAN_PLACES:
        places += sorted(Path("/").glob(DEBIAN_PLACES[variable]), reverse=True)
    if sys.platform == "darwin":
        folders = [Path("/Applications"), Path.home() / "Applications"]
        places += [folder / name for name in applications for folder in folders]
    if sys.platform == "win32":
        roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        places += [Path(root) / name for name in program_files for root in roots if root]
    return next((str(place) for place in places if place.is_file()), None)


def prepare() -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Installs what is missing where that is possible.

    Returns the variables with the programs found, and what will be skipped for want of the others and why, in
    Vietnamese and English.
    """
    wanted = [
        name
        for name, sign in DEBIAN_PACKAGES.items()
        if not (shutil.which(sign) or any(Path("/").glob(sign.lstrip("/"))))
    ]
    if not find_program("BUDGET_BROWSER"):
        wanted.append("chromium")
    if wanted:
        debian_install(wanted)
    found = {name: path for name in PROGRAMS for path in [find_program(name)] if path}
    return found, [SKIPPED[name] for name in PROGRAMS if name not in found]


def debian_install(packages: list[str]) -> bool:
    """Installs packages as root on Debian, saying so in one line; elsewhere does nothing. Whether it did."""
    if not on_debian_as_root():
        return False
    print(f"Đang cài · Installing: {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "-qq", "-y", "--no-install-recommends", "install", *packages]
    for command in (["apt-get", "-qq", "update"], install):
        done = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        if done.returncode:
            print("\n".join(done.stdout.strip().splitlines()[-5:]), flush=True)
            return False
    return True


def on_debian_as_root() -> bool:
    """Whether packages of the system can be installed here without asking anybody."""
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    release = Path("/etc/os-release")
    return release.is_file() and bool(re.search(r'^ID="?debian', release.read_text("utf-8"), re.MULTILINE))


def runs(arguments: list[str]) -> list[list[str]]:
    """The arguments of pytest for each run: what is chosen, or all side by side and then what measures, with
    the machine to itself.
    """
    side_by_side = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile", "--no-loadscope-reorder"]
    if arguments:
        return [[*side_by_side, *arguments]]
    return [[*side_by_side, "-m", "not alone"], ["-n", "0", "-m", "alone", "tests/e2e"]]
