"""Reports that can be put into an annex: whole in themselves, in either language, as a page or as DOCX."""

from typing import TYPE_CHECKING

import lazy_loader as lazy

if TYPE_CHECKING:
    from layout.report.page import document_page as document_page
    from layout.report.sheet import Sheet as Sheet
    from layout.report.sheet import method_sheet as method_sheet
    from layout.report.sheet import sheet_title as sheet_title
    from layout.report.word import document_docx as document_docx

__getattr__, __dir__, __all__ = lazy.attach(
    __name__,
    submod_attrs={
        "page": ["document_page"],
        "sheet": ["Sheet", "method_sheet", "sheet_title"],
        "word": ["document_docx"],
    },
)
