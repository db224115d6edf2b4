"""Templates compiled once: their byte code lies in the store, under the digest of their text."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from atlas.store import Store


@dataclass(frozen=True)
class Compiled(BytecodeCache):
    """The byte code of templates in a store."""

    store: Store

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what the store holds for its template, if it holds anything."""
        found = self.store.get(_name(bucket))
        if found is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the byte code of a template."""
        self.store.put(_name(bucket), bucket.bytecode_to_string())


def _name(bucket: Bucket) -> str:
    return f"template {bucket.key} {bucket.checksum}"
