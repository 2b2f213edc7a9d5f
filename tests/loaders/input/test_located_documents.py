"""Places in documents, as an editor counts lines."""

import pytest

from loaders.input.located_documents import NotADocument, yaml_documents


@pytest.mark.parametrize("text", ["a:\n- {b: 1}\nc", "a:\n- {b: 1}\nc\n", "a:\r\n- {b: 1}\r\nc"])
def test_a_fault_at_the_end_of_a_yaml_file_is_on_a_line_that_is_there(text: str) -> None:
    with pytest.raises(NotADocument) as found:
        list(yaml_documents(text))
    assert found.value.line in (3, 4)
    assert found.value.line <= len(text.split("\n"))
