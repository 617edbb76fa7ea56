"""What the history calls records, fields and terms: the same words as the forms."""

from __future__ import annotations

from flask_babel import gettext as _


def record_names() -> dict[str, str]:
    """Return the names of the kinds of records, by table."""
    return {
        "statement": _("Statement"),
        "appearance": _("Appearance"),
        "relay": _("Relay"),
        "translation": _("Translation"),
        "review": _("Rating"),
        "reply_request": _("Request for comment"),
        "speaker": _("Speaker"),
        "speaker_name": _("Other name"),
        "office": _("Office"),
        "source": _("Source"),
        "capture": _("Capture"),
        "reading": _("Reading"),
        "proposal": _("Proposal"),
        "notice": _("Notice"),
        "notice_appearance": _("Appearance touched"),
        "link": _("Link"),
        "remark": _("Remark"),
        "topic": _("Topic"),
        "statement_set": _("Set"),
        "set_member": _("In the set, statement"),
        "saved_report": _("Saved report"),
        "frozen_report": _("Frozen version"),
        "share": _("Guest link"),
        "token": _("Its address"),
        "old_slug": _("Former address"),
        "setting": _("Settings"),
        "redaction": _("Redaction"),
        "account": _("Account"),
        "export": _("Export"),
    }


def field_names() -> dict[tuple[str, str], str]:
    """Return the names of fields, by table (any, if empty) and column."""
    return _statement_fields() | _source_fields() | _link_fields() | _other_fields()


def _statement_fields() -> dict[tuple[str, str], str]:
    return {
        ("", "form"): _("Quoted or paraphrased"),
        ("", "exact"): _("Passage in the source’s words"),
        ("", "prefix"): _("Words before it"),
        ("", "suffix"): _("Words after it"),
        ("", "start"): _("Begins at character"),
        ("", "end"): _("Ends at character"),
        ("", "time"): _("Time in the recording"),
        ("", "claim"): _("In one plain sentence, it claims that…"),
        ("", "speaker_id"): _("Speaker"),
        ("", "role"): _("Role at the time"),
        ("", "said_text"): _("Date as published"),
        ("", "about"): _("When the thing spoken of happened"),
        ("", "about_text"): _("That date as published"),
        ("", "heard"): _("How the source knows"),
        ("", "check"): _("Comparison with the captured text"),
        ("", "status_reason"): _("Reason"),
        ("", "because"): _("Reason"),
        ("relay", "name"): _("Relayed by"),
        ("relay", "verb"): _("How"),
        ("relay", "source_id"): _("Its report"),
    }


def _source_fields() -> dict[tuple[str, str], str]:
    return {
        ("source", "type"): _("Kind of source"),
        ("", "title_supplied"): _("The title is ours"),
        ("", "container_title"): _("Newspaper, site or programme"),
        ("", "url"): _("Web address"),
        ("", "accessed"): _("Looked at"),
        ("", "archived_url"): _("Archived copy"),
        ("", "csl"): _("Further CSL variables"),
        ("", "seen"): _("Consulted by us"),
        ("", "sha256"): "SHA-256",
        ("", "merged_into_id"): _("Merged into"),
        ("", "source_id"): _("Source"),
        ("", "capture_id"): _("Capture"),
        ("", "confirmed_by_id"): _("Details looked at by"),
        ("", "decided_by_id"): _("Decided by"),
        ("proposal", "state"): _("Decision"),
    }


def _link_fields() -> dict[tuple[str, str], str]:
    return {
        ("", "from_id"): _("From statement"),
        ("", "to_id"): _("To statement"),
        ("", "relation"): _("What it does to the other"),
        ("", "rationale"): _("Rationale"),
        ("link", "words"): _("Clashing words"),
        ("link", "to_words"): _("Clashing words in the other"),
        ("", "proposer_id"): _("Proposed by"),
        ("", "editor_id"): _("Last edited by"),
        ("", "decider_id"): _("Decided by"),
        ("", "decided_at"): _("Decided"),
        ("", "override_reason"): _("Why one checker decided"),
        ("", "recheck"): _("Re-check"),
        ("", "recheck_why"): _("Why a re-check"),
        ("", "outcome"): _("What a reviewer found"),
        ("", "outcome_why"): _("How the reviewer puts it"),
        ("", "recheck_at"): _("Re-check asked for"),
    }


def _other_fields() -> dict[tuple[str, str], str]:
    return {
        ("translation", "text"): _("Words in this language"),
        ("remark", "text"): _("Remark"),
        ("", "withdrawn_at"): _("Withdrawn"),
        ("translation", "by"): _("Translated by"),
        ("translation", "kind"): _("Whose translation"),
        ("review", "word"): _("Rating"),
        ("review", "value"): _("On the scale"),
        ("review", "best"): _("Best on the scale"),
        ("review", "worst"): _("Worst on the scale"),
        ("review", "organisation"): _("Rated by"),
        ("", "withdrawn_reason"): _("Why it was withdrawn"),
        ("speaker", "kind"): _("Speaker is"),
        ("", "speaks_for"): _("Speaks for"),
        ("", "plural"): _("Several people"),
        ("office", "since"): _("From"),
        ("office", "until"): _("Until"),
        ("notice", "kind"): _("What the source did"),
        ("", "not_sought_because"): _("Not sought, because"),
        ("", "set_id"): _("Set"),
        ("saved_report", "topic_id"): _("Topic"),
        ("saved_report", "scope"): _("What it is about"),
        ("", "introduction"): _("Introduction"),
        ("share", "label"): _("For whom"),
        ("share", "frozen_id"): _("Frozen version"),
        ("share", "token_id"): _("Its address"),
        ("share", "report_id"): _("Saved report"),
        ("token", "expires_at"): _("Until"),
        ("token", "revoked_at"): _("Revoked"),
        ("frozen_report", "number"): _("Version"),
        ("frozen_report", "pairs"): _("Pairs"),
        ("frozen_report", "report_id"): _("Saved report"),
        ("frozen_report", "head_seq"): _("Events of the history by then"),
        ("frozen_report", "head_hash"): _("Head of the history"),
        ("setting", "home"): _("Web page of the desk"),
        ("setting", "base_url"): _("Address of this desk"),
        ("setting", "ratings"): _("Rating scale"),
    }


def value_names() -> dict[tuple[str, str], str]:
    """Return the words for terms, by field and stored value."""
    return _statement_terms() | _link_terms()


def _statement_terms() -> dict[tuple[str, str], str]:
    return {
        ("form", "direct"): _("Direct"),
        ("form", "indirect"): _("Paraphrase"),
        ("form", "mixed"): _("Paraphrase with quoted words"),
        ("status", "logged"): _("logged"),
        ("status", "proposed"): _("proposed"),
        ("status", "withdrawn"): _("withdrawn"),
        ("status", "confirmed"): _("confirmed"),
        ("status", "rejected"): _("rejected"),
        ("heard", "direct"): _("heard it"),
        ("heard", "via"): _("citing others"),
        ("heard", "unstated"): _("not stated"),
        ("state", "waiting"): _("waits"),
        ("state", "accepted"): _("accepted"),
        ("state", "rejected"): _("rejected"),
        ("check", "found"): _("matches the source"),
        ("check", "found_with_ellipsis"): _("found with ellipsis"),
        ("check", "pieced_together"): _("pieced together from several quotations"),
        ("check", "negation"): _("found, but a negation is left out or put in"),
        ("check", "differs"): _("differs from the source"),
        ("check", "changed_since_capture"): _("source changed since capture"),
        ("check", "not_found"): _("not found in source"),
        ("check", "not_checked"): _("not checked"),
        ("kind", "published"): _("published"),
        ("kind", "ours"): _("ours"),
        ("kind", "unnamed"): _("not named by the source"),
    }


def _link_terms() -> dict[tuple[str, str], str]:
    return {
        ("relation", "contradicts"): _("conflicts with"),
        ("relation", "supports"): _("supports"),
        ("relation", "repeats"): _("repeats"),
        ("relation", "corrects"): _("corrects"),
        ("outcome", "changed"): _("the position changed"),
        ("outcome", "explained"): _("explained"),
    }
