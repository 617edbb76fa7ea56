"""How an instance of Gainsay is set up, read once from the environment."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent
MAX_FORM_BYTES = 256 * 1024
MAX_LONG_FORM_BYTES = 22 * 1024 * 1024
MOST_PROXIES = 9
LEAST_TOKEN = 16
LOOPBACK = ("localhost", "127.0.0.1")
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?")


class SettingError(ValueError):
    """A setting that cannot be used; its words name the variable and never its value."""

    def __init__(self, name: str, remedy: str) -> None:
        super().__init__(f"{name} cannot be used: {remedy}")


@dataclass(frozen=True)
class Config:
    """Settings in Flask's spelling; `from_env` is the only reader of the environment."""

    SECRET_KEY: str = field(repr=False)
    DATABASE_URL: str = field(repr=False)
    INSTANCE: Path = ROOT / "instance"
    BASE_URL: str | None = None
    LIMITS_URL: str = "memory://"
    #: Where long work waits; by default a file in the instance folder.
    QUEUE_URL: str | None = field(default=None, repr=False)
    LOG_LEVEL: str = "INFO"
    #: What opens /metrics; without it nothing is counted.
    METRICS_TOKEN: str | None = field(default=None, repr=False)
    #: Where several processes that serve one address gather what they count.
    METRICS_DIR: str | None = None
    #: The sites whose scripts may ask the API, as a browser names them; by default none.
    API_ORIGINS: tuple[str, ...] = ()
    #: How long a page may wait for one statement of PostgreSQL, in seconds; 0 is for ever.
    STATEMENT_TIMEOUT: int = 30
    CONNECT_TIMEOUT: int = 5
    POOL_SIZE: int = 5
    POOL_OVERFLOW: int = 10
    TESTING: bool = False
    SESSION_COOKIE_SECURE: bool = False
    SESSION_COOKIE_HTTPONLY: bool = True
    SESSION_COOKIE_SAMESITE: str = "Lax"
    REMEMBER_COOKIE_HTTPONLY: bool = True
    REMEMBER_COOKIE_SAMESITE: str = "Lax"
    REMEMBER_COOKIE_SECURE: bool = False
    MAX_CONTENT_LENGTH: int = MAX_FORM_BYTES
    MAX_FORM_MEMORY_SIZE: int = MAX_FORM_BYTES
    MAX_FORM_PARTS: int = 500
    #: What a form that takes an article or a quote may hold, for those who are signed in.
    LONG_FORM: int = MAX_LONG_FORM_BYTES
    #: The names by which the desk may be called; by default any.
    TRUSTED_HOSTS: list[str] | None = None
    #: How many proxies stand in front, whose word on who visits is taken.
    PROXIES: int = 0
    BOOTSTRAP_SERVE_LOCAL: bool = True
    RATELIMIT_ENABLED: bool = True
    WTF_CSRF_TIME_LIMIT: int | None = None
    #: The page of a one-time link sends no referrer, so that none can be asked for.
    WTF_CSRF_SSL_STRICT: bool = False
    #: Memory (KiB) and rounds of argon2id; tests take less.
    ARGON2_MEMORY: int = 64 * 1024
    ARGON2_TIME: int = 3

    @classmethod
    def from_env(cls) -> Config:
        """Return the settings of this process from GAINSAY_* and what the instance keeps.

        Raises OSError when the instance folder cannot be written, SettingError for a setting that
        cannot be read.
        """
        instance = Path(os.environ.get("GAINSAY_INSTANCE", ROOT / "instance")).resolve()
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        base_url = os.environ.get("GAINSAY_BASE_URL") or None
        secure = bool(base_url and base_url.startswith("https://"))
        return cls(
            SECRET_KEY=os.environ.get("GAINSAY_SECRET_KEY") or kept_secret(instance),
            DATABASE_URL=os.environ.get("GAINSAY_DATABASE_URL") or default_database(instance),
            INSTANCE=instance,
            BASE_URL=base_url,
            TRUSTED_HOSTS=our_hosts(base_url) if base_url else None,
            PROXIES=whole("GAINSAY_PROXIES", 0, 0, MOST_PROXIES),
            QUEUE_URL=os.environ.get("GAINSAY_QUEUE_URL") or None,
            LIMITS_URL=os.environ.get("GAINSAY_LIMITS_URL", "memory://"),
            LOG_LEVEL=os.environ.get("GAINSAY_LOG_LEVEL", "INFO").upper(),
            METRICS_TOKEN=metrics_token(os.environ.get("GAINSAY_METRICS_TOKEN")),
            # The name is its library's, which reads it too.
            METRICS_DIR=metrics_folder(os.environ.get("PROMETHEUS_MULTIPROC_DIR")),
            API_ORIGINS=origins(os.environ.get("GAINSAY_API_ORIGINS", "")),
            STATEMENT_TIMEOUT=whole("GAINSAY_STATEMENT_TIMEOUT", cls.STATEMENT_TIMEOUT, 0, 3600),
            CONNECT_TIMEOUT=whole("GAINSAY_CONNECT_TIMEOUT", cls.CONNECT_TIMEOUT, 2, 60),
            POOL_SIZE=whole("GAINSAY_POOL_SIZE", cls.POOL_SIZE, 1, 200),
            POOL_OVERFLOW=whole("GAINSAY_POOL_OVERFLOW", cls.POOL_OVERFLOW, 0, 200),
            SESSION_COOKIE_SECURE=secure,
            REMEMBER_COOKIE_SECURE=secure,
        )


def our_hosts(base_url: str) -> list[str] | None:
    """Return the names by which a desk at this address may be called, None for any.

    Raises SettingError when it is no address of the web.
    """
    try:
        parts = urlsplit(base_url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in {"http", "https"}:
        name = "GAINSAY_BASE_URL"
        raise SettingError(name, "it is not a web address, such as https://desk.example.")
    # No list of names can hold an IPv6 address: werkzeug would take its colons for a port.
    return None if ":" in host else [host, *LOOPBACK]


def origins(text: str) -> tuple[str, ...]:
    """Return the origins (RFC 6454) that a variable lists, with blanks between them.

    Raises SettingError for what is none, `*` among them.
    """
    found = tuple(text.split())
    for one in found:
        if not _ORIGIN.fullmatch(one):
            name = "GAINSAY_API_ORIGINS"
            raise SettingError(name, "it lists origins, such as https://desk.example, with blanks.")
    return found


def whole(name: str, default: int, least: int, most: int) -> int:
    """Return the whole number that a variable holds, the default where it is empty.

    Raises SettingError when it is anything else.
    """
    text = os.environ.get(name) or str(default)
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(most))
    if not (is_number and least <= int(text) <= most):
        raise SettingError(name, f"it is not a whole number from {least} to {most}.")
    return int(text)


def metrics_token(text: str | None) -> str | None:
    """Return the token that opens /metrics; raises SettingError for one that can be guessed."""
    if text and not (text.isascii() and text.isprintable() and len(text) >= LEAST_TOKEN):
        name = "GAINSAY_METRICS_TOKEN"
        raise SettingError(name, f"it has to be {LEAST_TOKEN} or more letters and digits.")
    return text or None


def metrics_folder(text: str | None) -> str | None:
    """Return the folder in which processes gather their counts; raises SettingError."""
    if text and not os.access(text, os.W_OK | os.X_OK):
        name = "PROMETHEUS_MULTIPROC_DIR"
        raise SettingError(name, "it is not a folder that can be written to.")
    return text or None


def default_database(instance: Path) -> str:
    """Return the URL of the embedded SQLite database in the instance folder."""
    return f"sqlite:///{instance / 'gainsay.db'}"


def kept_secret(instance: Path) -> str:
    """Return the instance's secret key, made once with mode 0600."""
    path = instance / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
