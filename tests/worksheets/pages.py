"""A finished file page by page."""

import io

import pypdf


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page, line ends as spaces."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
