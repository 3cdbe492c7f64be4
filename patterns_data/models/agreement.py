"""How well examiners agree on a finding, as published."""

from pydantic import Field, model_validator

from patterns_data.models.base import Entity, Sourced, Text


class Agreement(Entity, Sourced):
    """One entry of agreement.yaml: Cohen's kappa of one finding, with its range."""

    finding: Text = Field(description="what the examiners judged, in a few words")
    kappa: float | None = Field(default=None, ge=-1, le=1, description="the pooled or mean kappa")
    low: float | None = Field(default=None, ge=-1, le=1, description="lower end of the range")
    high: float | None = Field(default=None, ge=-1, le=1, description="upper end of the range")

    @model_validator(mode="after")
    def _says_something(self) -> "Agreement":
        if self.kappa is None and (self.low is None or self.high is None):
            raise ValueError("give `kappa`, or `low` and `high`")
        return self
