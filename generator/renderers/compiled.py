"""Templates that were compiled before, as Python does it with modules: to compile takes longest.

They are kept where Jinja keeps them: in a folder for temporary files that is the user's own. A
broken file, or a folder that cannot be written, costs time and nothing else.
"""

import hashlib
from contextlib import suppress

import jinja2
from jinja2.bccache import Bucket, BytecodeCache, FileSystemBytecodeCache


def folder() -> str | None:
    """Return the folder, which nobody but the user can write; None where there is none."""
    try:
        return FileSystemBytecodeCache().directory
    except (OSError, RuntimeError):
        return None


def kept_for(environment: jinja2.Environment) -> BytecodeCache | None:
    """Return what keeps the templates of such an environment; None where there is no folder.

    What a template is compiled to depends on these options too, and Jinja does not compare them.
    """
    options = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks)
    made_with = f"{jinja2.__version__} {options} {environment.undefined.__name__}"
    version = hashlib.sha256(made_with.encode()).hexdigest()[:12]
    place = folder()
    return _Kept(place, f"talkbook-{version}-%s") if place else None


class _Kept(FileSystemBytecodeCache):
    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - whatever a broken pickle raises
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)
