"""Pemeriksaan mutu: what in a draft is doubtful, told from its texts, its facts and what is known beside them.

Pure: a rule takes texts and gives doubts. ``catalog/quality`` brings what is known from the database and keeps
what is found. Nothing here changes a text: the wording of the source is the editor's to decide on.
"""

from catalog.rules.quality.doubts import RULES, Doubt, Grade, Rule
from catalog.rules.quality.review import Known, Law, Subject, review, review_text

__all__ = ["RULES", "Doubt", "Grade", "Known", "Law", "Rule", "Subject", "review", "review_text"]
