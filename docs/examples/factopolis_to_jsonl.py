"""Turns the data of Factopolis (CC BY 4.0) into Gainsay's exchange format, JSON Lines.

Usage: python factopolis_to_jsonl.py FOLDER > factopolis.jsonl

What cannot be carried over is said on standard error, with the assertion and the reason.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

JSON = dict[str, Any]
MINUTE, HOUR = 60, 3600

#: Where a source that has a number instead of an address is found.
ADDRESSES = {
    "abc": "https://abcnews.go.com/video/embed?id={id}",
    "archive-org": "https://archive.org/details/{id}",
    "audioboom": "https://audioboom.com/posts/{id}",
    "c-span": "https://www.c-span.org/video/?{id}",
    "fox": "https://video.foxnews.com/v/{id}",
    "fox-business": "https://video.foxbusiness.com/v/{id}",
    "msnbc": "https://www.msnbc.com/msnbc/embedded-video/{id}",
    "soundcloud": "https://soundcloud.com/{id}",
    "twitter": "https://twitter.com/{user}/status/{id}",
    "youtube": "https://www.youtube.com/watch?v={id}",
}
#: A list of several tweets.
TIMELINE = "https://twitter.com/{user}/timelines/{timeline}"
#: The type of CSL, who carries it, and what it is, for the title in brackets.
KINDS = {
    "abc": ("broadcast", "ABC News", "Broadcast"),
    "archive-org": ("broadcast", "TV News Archive", "Broadcast"),
    "audio": ("broadcast", None, "Audio recording"),
    "audioboom": ("broadcast", "audioBoom", "Audio recording"),
    "c-span": ("broadcast", "C-SPAN", "Broadcast"),
    "fox": ("broadcast", "Fox News", "Broadcast"),
    "fox-business": ("broadcast", "Fox Business", "Broadcast"),
    "msnbc": ("broadcast", "MSNBC", "Broadcast"),
    "prepared": ("speech", None, "Remarks as prepared"),
    "soundcloud": ("broadcast", "SoundCloud", "Audio recording"),
    "transcript": ("webpage", None, "Transcript"),
    "twitter": ("post", "Twitter", "Tweet"),
    "video": ("motion_picture", None, "Video"),
    "web": ("webpage", None, "Web page"),
    "youtube": ("motion_picture", "YouTube", "Video"),
}
MISSPELT = {"transcipt": "transcript"}
_FILES = ("people", "claims", "checkers")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")


@dataclass
class Collection:
    """What the files of Factopolis hold, and what of it could not be carried over."""

    people: JSON
    claims: JSON
    checkers: JSON
    complaints: list[str] = field(default_factory=list)

    def complain(self, assertion: JSON, reason: str) -> None:
        """Note what is left out, and why."""
        self.complaints.append(f"{assertion['id']}: {reason}")


def main(folder: Path) -> None:
    """Write the lines on standard output and the complaints on standard error."""
    people, claims, checkers = (_read(folder / f"{name}.json") for name in _FILES)
    collection = Collection(people, claims, checkers)
    with (folder / "assertions.jsonl").open(encoding="utf-8") as file:
        assertions = [json.loads(line) for line in file if line.strip()]
    lines = list(converted(assertions, collection))
    for line in sorted(lines, key=lambda line: str(line["key"])):
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    for complaint in collection.complaints:
        sys.stderr.write(f"{complaint}\n")
    sys.stderr.write(f"{len(lines)} of {len(assertions)} assertions are carried over\n")


def _read(path: Path) -> JSON:
    value: JSON = json.loads(path.read_text(encoding="utf-8"))
    return value


def converted(assertions: list[JSON], collection: Collection) -> Iterator[JSON]:
    """Yield the line of each assertion that was found somewhere; complain of the others."""
    for assertion in assertions:
        line = statement(assertion, collection)
        if line["appearances"]:
            yield line
        else:
            collection.complain(assertion, "left out: none of its sources has an address")


def statement(assertion: JSON, collection: Collection) -> JSON:
    """Return the line of an assertion."""
    claims = [collection.claims[name] for name in assertion["claims"]]
    line = {
        "key": assertion["id"].replace("/", "."),
        "quote": plain(assertion["quote"]),
        "form": "direct",
        "claim": "; ".join(claim["title"] for claim in claims),
        "speaker": speaker(assertion, collection),
        "role": role(assertion, collection),
        "said": assertion["date"],
        "where": assertion.get("where"),
        "note": note(assertion, collection),
        "topics": topics(claims),
        "appearances": list(appearances(assertion, collection)),
        "reviews": list(reviews(assertion, collection)),
    }
    return {name: value for name, value in line.items() if value or name == "appearances"}


def plain(text: str) -> str:
    """Return a text without the marks of Markdown; its words stay as they are."""
    return _STRONG.sub(r"\1", _LINK.sub(r"\1", text)).strip()


def speaker(assertion: JSON, collection: Collection) -> JSON:
    """Return the speaker with the dated offices that the collection knows."""
    offices = [
        {"title": office["title"], "from": office.get("from"), "until": office.get("thru")}
        for office in collection.people[assertion["speaker_id"]].get("offices", [])
    ]
    dated = [{name: value for name, value in one.items() if value} for one in offices]
    known = {"key": assertion["speaker_id"], "name": assertion["speaker"], "kind": "person"}
    return known | ({"offices": dated} if dated else {})


def role(assertion: JSON, collection: Collection) -> str | None:
    """Return the one office held on the day, if it was one."""
    day = assertion["date"]
    held = [
        str(office["title"])
        for office in collection.people[assertion["speaker_id"]].get("offices", [])
        if office.get("from", "9999") <= day <= office.get("thru", "9999")
    ]
    return held[0] if len(held) == 1 else None


def topics(claims: list[JSON]) -> list[str]:
    """Return the topics of the claims, each once."""
    names = (name.replace("-", " ") for claim in claims for name in claim.get("topics", []))
    return list(dict.fromkeys(names))


def appearances(assertion: JSON, collection: Collection) -> Iterator[JSON]:
    """Yield where the assertion was found, each place once."""
    seen = set()
    for found in assertion["sources"]:
        kind = MISSPELT.get(found["type"], found["type"])
        address = address_of(kind, found)
        if kind not in KINDS:
            collection.complain(assertion, f"a source of unknown type “{found['type']}”")
        elif address is None:
            collection.complain(assertion, f"a source ({kind}) without an address")
        elif (address, found.get("start")) not in seen:
            seen.add((address, found.get("start")))
            yield _appearance(kind, address, found)


def address_of(kind: str, found: JSON) -> str | None:
    """Return the address of a source, from its number where it has none."""
    if kind in ADDRESSES and found.get("id"):
        return ADDRESSES[kind].format(**{"user": "i", **found})
    if kind == "twitter" and found.get("timeline"):
        return TIMELINE.format(**found)
    address = found.get("source") or found.get("url") or found.get("iframe")
    if not address:
        return None
    parts = urlsplit(address)
    # Capitals in the name of a host are for the eye; they would make one page two sources.
    return urlunsplit(parts._replace(netloc=parts.netloc.lower()))


def _appearance(kind: str, address: str, found: JSON) -> JSON:
    type_, outlet, name = KINDS[kind]
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    carrier = outlet or host
    digest = hashlib.sha256(f"{kind} {address}".encode()).hexdigest()[:20]
    source = {
        "key": f"{kind}-{digest}",
        "type": type_,
        "title": f"{name} at {carrier}",
        "title_supplied": True,
        "container_title": carrier,
        "url": address,
    }
    start = found.get("start")
    return {"source": source} | ({"locator": {"time": clock(start)}} if start is not None else {})


def clock(seconds: float) -> str:
    """Return seconds as hours, minutes and seconds: 0:26:48."""
    whole = int(seconds)
    return f"{whole // HOUR}:{whole % HOUR // MINUTE:02}:{whole % MINUTE:02}"


def reviews(assertion: JSON, collection: Collection) -> Iterator[JSON]:
    """Yield the checks that end in a rating, in the words of the checker."""
    for check in assertion.get("checks", []):
        if check.get("rating"):
            yield {
                "word": check["rating"].replace("-", " "),
                **({"summary": plain(check["quote"])} if check.get("quote") else {}),
                "url": check["source"],
                "organisation": _checker(check, collection),
            }


def note(assertion: JSON, collection: Collection) -> str:
    """Return what has no field of its own: checks without a rating, and a retraction."""
    told = [
        f"Checked by {_checker(check, collection)}, without a rating: {check['source']}"
        for check in assertion.get("checks", [])
        if not check.get("rating")
    ]
    retraction = assertion.get("retraction")
    if retraction:
        kind = retraction.get("type", "retraction").capitalize()
        parts = (kind, retraction.get("date"), retraction.get("quote"), retraction.get("source"))
        told.append(", ".join(filter(None, parts)))
    return "\n".join(told)


def _checker(check: JSON, collection: Collection) -> str:
    return str(collection.checkers.get(check["checker"], {}).get("title", check["checker"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
