"""Write the expected reports anew: ``python -m tests.examples.rewrite``.

Run it after a change that is meant to alter reports (scores, rules, a demo kit, a new example), then read the
difference line by line before you commit it: whatever moved without a reason is the fault that these files
are here to show.
"""

import json
import sys

from tests.examples.example import judge_examples, read_examples
from tests.fakes.shipped import load_shipped_judge


def rewrite() -> None:
    """Judge every example with the shipped encoder and write the report beside its text."""
    examples = read_examples()
    reports = judge_examples(load_shipped_judge(None), examples)
    for example in examples:
        text = json.dumps(reports[example.name], ensure_ascii=False, indent=2) + "\n"
        changed = not example.report_path.exists() or example.report_path.read_text(encoding="utf-8") != text
        example.report_path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{'rewritten' if changed else 'unchanged'}  {example.report_path.name}\n")


if __name__ == "__main__":
    rewrite()
