"""The list of what is asked of a person about a service: each thing once, what most findings wait for first."""

from evidencepack.onboarding.questions.listed import QuestionList, question_list

__all__ = ["QuestionList", "question_list"]
