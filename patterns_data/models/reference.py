"""A work that is cited: one CSL-JSON item."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from patterns_data.models.base import Slug, Text


class Reference(BaseModel):
    """One item of references.json (CSL-JSON); further CSL variables are kept as they are."""

    model_config = ConfigDict(extra="allow", frozen=True)

    id: Slug = Field(description="the id that claims cite")
    type: Text = Field(description="CSL type, such as article-journal, book, webpage")
    title: Text = Field(description="title as on the record")
    author: list[dict[str, Any]] = Field(
        default_factory=list, description="authors as CSL names; missing where the record had none"
    )
    issued: dict[str, Any] | None = Field(default=None, description="CSL date")
    DOI: str | None = Field(default=None, description="DOI, only if seen on the record")
    PMID: str | None = Field(default=None, description="PubMed id, only if seen")
    URL: str | None = Field(default=None, description="address of a web page")
    note: Text = Field(description="where the record was seen")

    @property
    def year(self) -> str:
        """Year of publication, or 'n.d.'."""
        parts = (self.issued or {}).get("date-parts") or [[None]]
        return str(parts[0][0]) if parts[0] and parts[0][0] else "n.d."
