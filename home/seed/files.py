"""The texts that the product carries for its first start."""

import json
from pathlib import Path
from typing import Any

SEED_DATA = Path(__file__).parent.parent / "seed_data"


def load(name: str) -> Any:
    return json.loads((SEED_DATA / f"{name}.json").read_text(encoding="utf-8"))
