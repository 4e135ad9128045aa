"""Asks for every page of both portals that shows something stored, and says what each answers."""

import html
import re

from tests.office.test_matrix import OFFICE, PUBLIC, where

WORDS = "This part cannot be opened."
BROKEN = 500

# Pages of information, and what ends or changes the visit.
NOT_OF_A_CASE = {
    "before",
    "help-day",
    "urgent",
    "catalogue",
    "guide",
    "topic",
    "ways",
    "way",
    "which-way",
    "numbers",
    "paper-form",
    "leave",
}
OF_A_DRAFT = {
    f"public:{name}"
    for name in ["step", "check", "code", "code-picture", "papers", "remind", "erase", "files"]
}
NOT_STORED = {
    "columns",
    "handbook",
    "hours",
    "script",
    "languages",
    "keys",
    "templates",
    "template",
    "routes",
}
LISTS = {f"office:{name}" for name in ["queue", "today", "follow-ups", "access-log"]}
LOGINS = ("account_", "mfa_")


def _paths(world, table, left_out):
    return {
        name: where(name, world.everyone)
        for name, row in table.items()
        if "GET" in str(row[1]) or table is PUBLIC
        if not name.startswith(LOGINS) and name.partition(":")[2] not in left_out
    }


def office_paths(world):
    """Return {name: path} of what a coordinator sees."""
    folder = f"/office/cases/{world.case.reference}/packets/{world.frozen}/"
    frozen = {
        "frozen packet": folder,
        "frozen paper": f"{folder}foia-ice/",
        "frozen file": f"{folder}foia-ice/file/",
        "frozen exhibits": f"{folder}exhibits.pdf",
    }
    return _paths(world, OFFICE, NOT_STORED) | frozen


def public_paths(world):
    """Return {name: path} of what a filer sees."""
    return _paths(world, PUBLIC, NOT_OF_A_CASE) | {
        "public:file-picture": "/files/1/1/",
        "public:sent-paper": "/sent/1/foia-ice/",
    }


def visits(world):
    """Yield (who, client, {name: path})."""
    yield "cora", world.cora, office_paths(world)
    tess = f"/office/cases/{world.case.reference}/"
    yield "tess", world.tess, {"case": tess, "translation": f"{tess}translation/"}
    public = public_paths(world)
    yield "back", world.back, public
    yield "unfinished", world.unfinished, {name: public[name] for name in OF_A_DRAFT}
    yield "filer", world.filer, {"public:done": public["public:done"]}


def walk(world, only=()):
    """Return {(who, name): (status, page)} of every page, or of those named `only`."""
    return {
        (who, name): ask(client, path)
        for who, client, paths in visits(world)
        for name, path in paths.items()
        if not only or name in only
    }


def ask(client, path):
    """Return (status, what is shown) of a page; of one that leads to a case, what that says."""
    response = client.get(path)
    if response.status_code == 302:
        to = response.headers["Location"]
        return 302, shown(client.get(to)) if to.startswith("/office/cases/") else to
    return response.status_code, shown(response)


def shown(response):
    is_page = response.get("Content-Type", "").startswith("text/html")
    return html.unescape(response.content.decode()) if is_page else ""


def order_of(name, page):
    """Return what stands in order on a page: the lines of a timeline, or the cases of a list."""
    if name == "office:case":
        return re.findall(r"<li class=\"(by-\w+)", page)
    return re.findall(r"/cases/([A-Z0-9]{3}-[A-Z0-9]{3})/", page) if name in LISTS else []
