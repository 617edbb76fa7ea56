"""How an instance of Gainsay is set up, read once from the environment."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent
MAX_BODY_BYTES = 20 * 1024 * 1024
MAX_FORM_BYTES = 22 * 1024 * 1024


@dataclass(frozen=True)
class Config:
    """Settings in Flask's spelling; `from_env` is the only reader of the environment."""

    SECRET_KEY: str = field(repr=False)
    DATABASE_URL: str = field(repr=False)
    INSTANCE: Path = ROOT / "instance"
    BASE_URL: str | None = None
    LIMITS_URL: str = "memory://"
    LOG_LEVEL: str = "INFO"
    TESTING: bool = False
    SESSION_COOKIE_SECURE: bool = False
    SESSION_COOKIE_HTTPONLY: bool = True
    SESSION_COOKIE_SAMESITE: str = "Lax"
    REMEMBER_COOKIE_HTTPONLY: bool = True
    REMEMBER_COOKIE_SAMESITE: str = "Lax"
    REMEMBER_COOKIE_SECURE: bool = False
    MAX_CONTENT_LENGTH: int = MAX_FORM_BYTES
    MAX_FORM_MEMORY_SIZE: int = MAX_FORM_BYTES
    BOOTSTRAP_SERVE_LOCAL: bool = True
    RATELIMIT_ENABLED: bool = True
    WTF_CSRF_TIME_LIMIT: int | None = None
    #: Memory (KiB) and rounds of argon2id; tests take less.
    ARGON2_MEMORY: int = 64 * 1024
    ARGON2_TIME: int = 3

    @classmethod
    def from_env(cls) -> Config:
        """Return the settings of this process from GAINSAY_* and what the instance keeps.

        Raises OSError when the instance folder cannot be written.
        """
        instance = Path(os.environ.get("GAINSAY_INSTANCE", ROOT / "instance")).resolve()
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        base_url = os.environ.get("GAINSAY_BASE_URL")
        secure = bool(base_url and base_url.startswith("https://"))
        return cls(
            SECRET_KEY=os.environ.get("GAINSAY_SECRET_KEY") or kept_secret(instance),
            DATABASE_URL=os.environ.get("GAINSAY_DATABASE_URL") or default_database(instance),
            INSTANCE=instance,
            BASE_URL=base_url,
            LIMITS_URL=os.environ.get("GAINSAY_LIMITS_URL", "memory://"),
            LOG_LEVEL=os.environ.get("GAINSAY_LOG_LEVEL", "INFO").upper(),
            SESSION_COOKIE_SECURE=secure,
            REMEMBER_COOKIE_SECURE=secure,
        )


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
