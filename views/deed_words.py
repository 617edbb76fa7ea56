"""What deeds are called in the history, by the tag of their event."""

from __future__ import annotations

from flask_babel import gettext as _

from desk.redacting.redactable import PARTS


def deeds() -> dict[str, str]:
    """Return what each deed did, in words, by its tag such as `statement:log`."""
    redacted = dict.fromkeys((f"{subject}:redact" for subject in PARTS), _("redacted"))
    return _statements() | _parties() | _links() | _desk() | redacted


def _statements() -> dict[str, str]:
    return {
        "statement:log": _("logged"),
        "statement:revise": _("revised"),
        "statement:withdraw": _("withdrawn"),
        "statement:restore": _("restored"),
        "statement:bring_back": _("an earlier version brought back"),
        "statement:appear": _("another source added"),
        "statement:revise_appearance": _("place and chain revised"),
        "statement:remove_appearance": _("a source taken off"),
        "statement:anchor": _("compared with a capture"),
        "statement:translate": _("translation added"),
        "statement:revise_translation": _("translation revised"),
        "statement:remove_translation": _("translation removed"),
        "reply:request": _("asked for comment"),
        "reply:revise": _("request for comment revised"),
        "reply:remove": _("request for comment taken away"),
        "review:write": _("rating written"),
        "review:revise": _("rating revised"),
        "review:withdraw": _("rating withdrawn"),
    }


def _parties() -> dict[str, str]:
    return {
        "speaker:make": _("described"),
        "speaker:revise": _("revised"),
        "speaker:merge": _("merged into another"),
        "speaker:unmerge": _("parted again"),
        "speaker:name": _("named: we know who it was"),
        "source:make": _("described"),
        "source:revise": _("revised"),
        "source:open": _("opened: we have read it"),
        "source:merge": _("another source merged into it"),
        "capture:keep": _("kept"),
        "capture:see_again": _("found unchanged"),
        "reading:confirm": _("its details looked at"),
        "proposal:reject": _("rejected"),
        "proposal:reopen": _("waits again"),
        "notice:place": _("a notice placed"),
        "notice:revise": _("a notice changed"),
        "notice:remove": _("a notice removed"),
        "topic:make": _("made"),
        "topic:rename": _("renamed"),
        "topic:restrict": _("restricted to some accounts"),
        "topic:lift": _("restriction lifted"),
        "topic:merge": _("merged into another"),
    }


def _links() -> dict[str, str]:
    return {
        "link:propose": _("proposed"),
        "link:revise": _("revised"),
        "link:confirm": _("confirmed"),
        "link:reject": _("rejected"),
        "link:withdraw": _("withdrawn"),
        "link:recheck": _("confirmed again after a re-check"),
        "link:judge": _("said what became of the position"),
        "remark:make": _("remark made"),
        "remark:revise": _("remark changed"),
        "remark:withdraw": _("remark withdrawn"),
    }


def _desk() -> dict[str, str]:
    return {
        "set:make": _("made"),
        "set:rename": _("renamed"),
        "set:add": _("statements added"),
        "set:remove": _("statements taken out"),
        "set:delete": _("deleted"),
        "saved_report:save": _("saved"),
        "saved_report:revise": _("revised"),
        "saved_report:freeze": _("frozen"),
        "saved_report:share": _("shared with a guest"),
        "saved_report:unshare": _("a guest link revoked"),
        "import:file": _("imported"),
        "export:record": _("exported"),
        "export:address": _("noted to whom it went"),
        "setting:revise": _("settings changed"),
        "search:rebuild": _("search index built anew"),
        "account:offer_first_admin": _("link for the first admin made"),
        "account:invite": _("invited"),
        "account:join": _("joined"),
        "account:change_password": _("password changed"),
        "account:sign_out_everywhere": _("signed out everywhere"),
        "account:give_role": _("role changed"),
        "account:disable": _("disabled"),
        "account:enable": _("enabled again"),
        "account:renew_feed": _("feed address made"),
        "account:revoke_feed": _("feed address revoked"),
        "account:make_token": _("token made"),
        "account:revoke_token": _("token revoked"),
    }
