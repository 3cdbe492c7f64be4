"""Published numbers that a lesson plots: one row for each number, each with its source."""

from pydantic import Field, model_validator

from patterns_data.models.base import Entity, Record, Sourced, Text


class ChartRow(Sourced):
    """One published number: a value, a range, or both. Its `text` says what was measured."""

    name: Text = Field(description="short name at the left of the row")
    value: float | None = Field(default=None, description="the number, drawn as a dot")
    low: float | None = Field(default=None, description="lower end of the line")
    high: float | None = Field(default=None, description="upper end of the line")

    @model_validator(mode="after")
    def _has_a_number(self) -> "ChartRow":
        if (self.low is None) != (self.high is None):
            raise ValueError("`low` and `high` come together; give both or neither")
        if self.value is None and self.low is None:
            raise ValueError("the row has no number; give `value`, or `low` and `high`")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low ({self.low:g}) is above high ({self.high:g}); swap them")
        return self


class ChartBand(Record):
    """A part of the axis with a name, shaded."""

    low: float = Field(description="where it begins")
    high: float = Field(description="where it ends")
    name: Text = Field(description="its name")


class Chart(Entity):
    """One file in charts/."""

    title: Text = Field(description="what the chart shows")
    axis: Text = Field(description="what the axis measures, with unit or meaning of its ends")
    start: float = Field(description="left end of the axis")
    end: float = Field(description="right end of the axis")
    line: float | None = Field(default=None, description="where 'no difference' stands")
    bands: list[ChartBand] = Field(default_factory=list, description="named parts of the axis")
    range_means: str = Field(
        default="", description="what a row's line stands for; needed where there are ranges"
    )
    rows: list[ChartRow] = Field(min_length=1, description="the numbers, from top to bottom")

    @model_validator(mode="after")
    def _fits_the_axis(self) -> "Chart":
        if not self.range_means and any(row.low is not None for row in self.rows):
            raise ValueError("rows have ranges; say in `range_means` what they are")
        for row in self.rows:
            for number in (row.value, row.low, row.high):
                if number is not None and not self.start <= number <= self.end:
                    raise ValueError(
                        f"'{row.name}' has {number:g}, outside the axis "
                        f"({self.start:g} to {self.end:g}); widen `start` or `end`"
                    )
        return self
