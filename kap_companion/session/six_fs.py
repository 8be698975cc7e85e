"""The questions for the room: the six Fs in their order, the check-ins, and what is asked besides."""

import re
from typing import Annotated, Final, Self

from pydantic import Field, field_validator, model_validator

from kap_companion.vocabulary.frozen import Frozen

Questions = Annotated[tuple[str, ...], Field(min_length=1)]

NAME: Final = "{name}"
FS: Final = ("find", "focus", "flesh_out", "feel_toward", "befriend", "fears")
CHECK_IN: Final = "check_in"
LONGEST_QUESTION: Final = 200
_PLACE = re.compile(r"\{[^}]*\}?")


class Step(Frozen):
    """One step of meeting a part, with the questions that belong to it; {name} stands for the part."""

    key: str
    title: str
    questions: Questions

    @field_validator("questions")
    @classmethod
    def _fit_to_be_asked(cls, questions: tuple[str, ...]) -> tuple[str, ...]:
        for question in questions:
            if not question.strip() or len(question) > LONGEST_QUESTION:
                message = f"questions of 1 to {LONGEST_QUESTION} characters were expected"
                raise ValueError(message)
            if set(_PLACE.findall(question)) - {NAME}:
                message = f"no place but {NAME} was expected in a question"
                raise ValueError(message)
        return questions

    def asking(self, number: int, name: str) -> str:
        """The question at `number`, counted round and round, about a part of that name."""
        return self.questions[number % len(self.questions)].replace(NAME, name)


class SixFs(Frozen):
    """Questions for the room: the six Fs in their order, then the check-ins.

    Attributes:
        this_part: what a part without a name is called in a question.
        toward: words that tell of a feeling toward a part, such as "toward".
        in_the_way: words of a feeling that another part has toward it, such as "hate".
        steps: the six Fs and the check-ins, by their keys.
        unblending: asked where a part has taken over, or another stands in the way.
        integration: asked after the dose has worn off, and on a visit that is held for it.
    """

    language: str
    source: str
    this_part: str
    toward: tuple[str, ...] = ()
    in_the_way: tuple[str, ...] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=len(FS) + 1)]
    unblending: Step
    integration: Step

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if tuple(step.key for step in self.steps) != (*FS, CHECK_IN):
            message = f"steps with the keys {', '.join((*FS, CHECK_IN))} were expected, in this order"
            raise ValueError(message)
        titles = [step.title for step in (*self.steps, self.unblending, self.integration)]
        if len(set(titles)) < len(titles):
            message = "a title of its own was expected for each step"
            raise ValueError(message)
        if not all(any(NAME not in question for question in step.questions) for step in self._without_part()):
            message = f"a check-in and a question of integration without {NAME} were expected"
            raise ValueError(message)
        return self

    def step(self, key: str) -> Step:
        """The step of that key; KeyError where there is none."""
        return {step.key: step for step in self.steps}[key]

    def _without_part(self) -> tuple[Step, ...]:
        return self.step(CHECK_IN), self.integration
