"""What a demo's repository holds beside its audits: people, policy, forms and a page that says what this is."""

from __future__ import annotations

from casekit.demo.authority import NAME
from casekit.demo.story import World
from casekit.resources import resource

README = """\
# Audits of {name}

All of this is invented: the authority, its people, the children and families, every sentence about them.
`casekit demo` made it, commits included, so that casekit can be tried out.

- `audits/` holds one file for each audit, a folder for each month.
- `people.yaml` lists the people by id, `rubrics/` the forms, `casekit.toml` what the authority has decided.
- `planted.jsonl` lists the mistakes that were planted on purpose: the file, the audit, and the code of the rule that
  finds each.

Try:

    casekit lint
    casekit build
"""

POLICY = """\
authority = "{name}"
timezone = "Europe/London"
audience = "team"
visibility = "public"
marking = "FICTIONAL DATA"
rubrics = [{rubrics}]

[waivers.rules]
CK302 = ["head_of_service"]
"""


def foundation(world: World) -> dict[str, bytes | None]:
    """The files of the first commit, by path."""
    forms = ", ".join(f'"{id}"' for id in world.rubrics)
    files: dict[str, bytes | None] = {
        ".gitattributes": b"* text=auto eol=lf\n",
        "README.md": README.format(name=NAME).encode(),
        "casekit.toml": POLICY.format(name=NAME, rubrics=forms).encode(),
        "people.yaml": world.people.file().encode(),
    }
    for name in ("scales", *world.rubrics):
        files[f"rubrics/{name}.yaml"] = (resource("rubrics") / f"{name}.yaml").read_bytes()
    return dict(sorted(files.items()))
