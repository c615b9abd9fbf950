"""Office files without the time they were made: the same table gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a ZIP can hold."""
DATE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""Stands as the date of a document: the libraries ask for one, and now would change the bytes."""

_SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
"""The time of saving, which openpyxl sets itself."""


def fixed(data: bytes) -> bytes:
    """Return a ZIP with the same members in the same order, all of one time and kind."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o600 << 16
            body = old.read(member)
            if member.filename == "docProps/core.xml":
                body = _SAVED.sub(rb"\g<1>" + DATE.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), body)
            new.writestr(info, body)
    return made.getvalue()
