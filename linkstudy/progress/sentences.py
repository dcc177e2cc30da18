"""How the history tells what left the house of pages that draw on the whole study."""

SENTENCES = {"coverage.exported": "Coverage of {list} taken away: {rows} rows. {purpose}"}
TOLD = {"coverage.exported": ["day", "kind", "sha256"]}
LABELS = {
    "coverage.day": "As at",
    "coverage.kind": "Kind of file",
    "coverage.sha256": "Fingerprint of the file",
}
CHOICES = {"coverage.kind": {"xlsx": "Excel", "csv": "CSV"}}
