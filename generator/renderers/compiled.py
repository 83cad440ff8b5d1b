"""Templates that were compiled before, as Python does it with modules: to compile takes longest.

They are kept where Jinja keeps them: in a folder for temporary files that is the user's own. A
broken file, or a folder that cannot be written, costs time and nothing else.
"""

import hashlib
from contextlib import suppress

import jinja2
from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache, FileSystemBytecodeCache
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr

from generator.renderers.escaping import escaped


class _Escaped(CodeGenerator):
    """Calls `escaped` where Jinja2 would call `escape`.

    Compiled templates are kept by the name of this class: let it have another when it writes
    something else.
    """

    def _output_child_pre(
        self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class Templates(Environment):
    """An environment whose templates put out escaped text, not `Markup`."""

    code_generator_class = _Escaped
    escaped = staticmethod(escaped)


def folder() -> str | None:
    """Return the folder, which nobody but the user can write; None where there is none."""
    try:
        return FileSystemBytecodeCache().directory
    except (OSError, RuntimeError):
        return None


def kept_for(environment: Environment) -> BytecodeCache | None:
    """Return what keeps the templates of such an environment; None where there is no folder.

    What a template is compiled to depends on these options too, and Jinja does not compare them.
    """
    options = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks)
    kinds = (environment.undefined.__name__, environment.code_generator_class.__name__)
    made_with = f"{jinja2.__version__} {options} {kinds}"
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
