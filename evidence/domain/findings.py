"""What the doctor may find between rows and files, and which of it a person must act on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Code(StrEnum):
    FILE_MISSING = "file_missing"
    FILE_CHANGED = "file_changed"
    COPY_MISSING = "copy_missing"
    COPY_CHANGED = "copy_changed"
    HEALED = "healed"
    UNKNOWN_FILE = "unknown_file"
    UNKNOWN_FILE_REMOVED = "unknown_file_removed"
    UPLOAD_ABANDONED = "upload_abandoned"
    REJECTED_PURGED = "rejected_purged"
    CHECK_GAVE_UP = "check_gave_up"
    PREVIEW_GAVE_UP = "preview_gave_up"
    LEASE_RAN_OUT = "lease_ran_out"
    BYTES_NOT_REMOVED = "bytes_not_removed"
    QUEUE_STANDS_STILL = "queue_stands_still"
    DISK_NEARLY_FULL = "disk_nearly_full"
    FOLDER_OPEN = "folder_open"
    SCANNER_DOWN = "scanner_down"


# The rest the doctor has dealt with itself.
NEEDS_PERSON = frozenset(Code) - {
    Code.HEALED,
    Code.UNKNOWN_FILE,
    Code.UNKNOWN_FILE_REMOVED,
    Code.UPLOAD_ABANDONED,
    Code.REJECTED_PURGED,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """`subject` names the proof (its public id) or the file; `facts` fill the sentence."""

    code: Code
    subject: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def needs_person(self) -> bool:
        return self.code in NEEDS_PERSON
