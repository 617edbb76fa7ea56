"""Log a statement with the token in TOKEN, at the desk that is named, and save its report."""

import json
import os
import sys
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

if not sys.argv[1:] or not os.environ.get("TOKEN"):
    sys.exit("Usage: TOKEN=gainsay_… python log_and_report.py https://desk.example")
API = sys.argv[1].rstrip("/") + "/api/v1"
TOKEN = {"Authorization": "Bearer " + os.environ["TOKEN"], "Content-Type": "application/json"}
STATEMENT = {
    "form": "direct",
    "quote": "The bridge stays open",
    "said": "2024-03-01",
    "speaker": {"name": "Jane Example"},
    "appearance": {"source": {"type": "speech", "title": "Remarks at the bridge"}},
}

try:
    headers = TOKEN | {"Idempotency-Key": "bridge-1"}
    request = Request(API + "/statements", json.dumps(STATEMENT).encode(), headers)
    print("logged as", json.load(urlopen(request))["id"])
    report = urlopen(Request(API + "/reports/contradictions/file?format=docx", headers=TOKEN))
    Path("report.docx").write_bytes(report.read())
except HTTPError as error:
    if error.headers.get_content_type() != "application/problem+json":
        sys.exit(f"No desk is at {API}: {error}")
    told = json.load(error)
    sys.exit(f"{told['title']}: {told['detail']} {told.get('errors') or told.get('warnings', '')}")
except (URLError, ValueError) as error:
    sys.exit(f"{API} cannot be reached: {error}")
