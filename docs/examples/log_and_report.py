"""Log a statement with the token in TOKEN, at the desk that is named, and save its report."""

import json
import os
import sys
from pathlib import Path
from urllib.request import Request, urlopen

API = sys.argv[1].rstrip("/") + "/api/v1"
TOKEN = {"Authorization": "Bearer " + os.environ["TOKEN"], "Content-Type": "application/json"}
STATEMENT = {
    "form": "direct",
    "quote": "The bridge stays open",
    "said": "2024-03-01",
    "speaker": {"name": "Jane Example"},
    "appearance": {"source": {"type": "speech", "title": "Remarks to the council"}},
}

headers = TOKEN | {"Idempotency-Key": "bridge-1"}
request = Request(API + "/statements", json.dumps(STATEMENT).encode(), headers)
print("logged as", json.load(urlopen(request))["id"])
report = urlopen(Request(API + "/reports/contradictions/file?format=docx", headers=TOKEN))
Path("report.docx").write_bytes(report.read())
