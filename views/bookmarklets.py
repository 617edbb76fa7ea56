"""Capture from the browser: the bookmarklet, and how to set it up."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from urllib.parse import quote

from flask import Blueprint, current_app, render_template
from flask_babel import gettext as _

from models import Permission
from views.desk_address import desk_address
from views.guards import may

bp = Blueprint("bookmarklets", __name__, url_prefix="/account/capture")
#: What runs in the reader's page stands in the extension, which runs the same files.
READS, ADDRESSES = "page.js", "fragment.js"
#: A page whose tabs may not open others is left for the form; so is one in a sandbox, whose origin
#: is none: a tab that it opens would be in the sandbox too, where no page of ours is shown (COOP).
_OPENS = """const desk={desk};
if(location.href.startsWith(desk+"/"))return alert({own});
const there=formAddress(desk,{page});
if(self.origin==="null"||!open(there))location.assign(there)"""


@bp.get("/")
@may(Permission.LOG)
def show() -> str:
    """Show the bookmarklet, how it is set up, and where the extension is."""
    address = desk_address()
    return render_template(
        "accounts/capture.html", bookmarklet=bookmarklet(address), address=address
    )


def bookmarklet(address: str) -> str:
    """Return the `javascript:` URL that opens the form of the desk at an address.

    It holds ASCII alone, percent-encoded (RFC 3986).
    """
    own = _(
        "This is a page of the desk itself: nothing is brought from it. Press the bookmark on a page that you read."
    )
    opens = _OPENS.format(desk=json.dumps(address), own=json.dumps(own), page=_script(READS))
    return "javascript:" + quote(
        f"(()=>{{{_script(ADDRESSES)}\n{opens}}})()", safe="()*!~.;,:=/?@$&"
    )


def _script(name: str) -> str:
    return _shortened(Path(current_app.root_path) / "extension" / name)


@cache
def _shortened(path: Path) -> str:
    """Return a script without indentation, empty lines and lines that are comments."""
    lines = map(str.strip, path.read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
