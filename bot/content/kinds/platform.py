"""How to block and report on one application."""

from pydantic import model_validator

from bot.content.kinds.base import Label, Reviewed

#: The entry that serves for every application whose steps are not verified.
GENERIC = "generic"


class Platform(Reviewed):
    """An application; the steps (Markdown) are empty until somebody has verified them."""

    name: Label
    steps_report: str = ""
    steps_block: str = ""
    verified: bool = False

    @model_validator(mode="after")
    def _verified_steps_are_written(self) -> "Platform":
        if self.verified and not (self.steps_report and self.steps_block and self.sources):
            raise ValueError("platform-without-steps")
        return self
