"""One frozen Settings object, read once from the environment (``HUB_…``) or a ``.env`` file."""

import secrets
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from hub.errors import Fault, SetupBroken

VERSION = "0.1.0"


class Settings(BaseSettings):
    """Every setting with its default and one sentence of help; the README's table is made from these."""

    model_config = SettingsConfigDict(env_prefix="HUB_", env_file=".env", frozen=True, extra="ignore")

    data_dir: Path = Field(
        Path("var"), description="Folder for the database, models, caches and the queue's files."
    )
    database_url: str = Field(
        "", description="SQLAlchemy address of the database; empty means SQLite in the data folder."
    )
    host: str = Field("127.0.0.1", description="Address to serve on.")
    port: int = Field(5000, ge=0, le=65535, description="Port to serve on.")
    web_threads: int = Field(8, ge=1, le=256, description="Requests handled at the same time.")
    worker_threads: int = Field(2, ge=1, le=64, description="Background tasks run at the same time.")
    broker_url: str = Field(
        "", description="Celery broker, such as redis://…; empty means files in the data folder."
    )
    embedded_worker: bool = Field(
        default=True, description="Whether `serve` also runs the background worker."
    )
    secret_key: str = Field(
        "", description="Signs sessions; empty means one is made and kept in the data folder."
    )
    https: bool = Field(
        default=False, description="Set when the hub is reached over HTTPS: secure cookies and HSTS."
    )
    encoder: str = Field(
        "bundled", description="The shipped model, or a sentence-transformers model name or folder."
    )
    encoder_engine: Literal["auto", "onnx", "torch"] = Field(
        "auto", description="What computes vectors; auto takes ONNX Runtime on a CPU."
    )
    device: Literal["auto", "cpu", "cuda"] = Field("auto", description="Where torch computes.")
    models_dir: Path | None = Field(
        None, description="Folder of prepared models; default is `models` in the data folder."
    )
    language: Literal["zh", "en"] = Field(
        "zh", description="Language of the pages before anybody has chosen."
    )
    demo: bool = Field(default=True, description="Whether an empty database is filled with the demo brands.")
    max_text_characters: int = Field(
        200_000, ge=1_000, description="Longest text that is judged, in characters over all parts."
    )
    max_request_bytes: int = Field(4 * 1024 * 1024, ge=65_536, description="Largest request body taken.")
    login_limit: str = Field("10 per minute", description="Sign-in attempts per address.")
    api_limit: str = Field("1200 per minute", description="API requests per token.")
    session_hours: int = Field(
        12, ge=1, le=24 * 30, description="Hours until a signed-in person must sign in again."
    )

    def database(self) -> str:
        """Return the SQLAlchemy URL in force."""
        if self.database_url:
            return self.database_url
        return f"sqlite:///{(self.data_dir / 'hub.db').resolve()}"

    def models_folder(self) -> Path:
        """Return the folder of prepared models."""
        return self.models_dir or self.data_dir / "models"

    def signing_key(self) -> str:
        """Return the key that signs sessions, making and keeping one (mode 600) where none is set."""
        if self.secret_key:
            return self.secret_key
        path = self.data_dir / "secret-key"
        if not path.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48), encoding="ascii")
        key = path.read_text(encoding="ascii").strip()
        if len(key) < 32:
            raise SetupBroken(
                f"{path} holds no usable key; delete it and start again to have a new one made."
            )
        return key


def read_settings() -> Settings:
    """Read the environment; raise SetupBroken naming every setting that can't be used."""
    try:
        return Settings()
    except ValidationError as error:
        faults = [
            Fault(
                where="HUB_" + "_".join(str(part) for part in item["loc"]).upper(),
                found=repr(item.get("input"))[:80],
                expected=item["msg"],
            )
            for item in error.errors()
        ]
        listing = "; ".join(f"{fault.where}={fault.found}: {fault.expected}" for fault in faults)
        raise SetupBroken(
            f"The environment holds settings that can't be used: {listing}", faults=faults
        ) from None
