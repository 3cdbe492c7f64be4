"""The shape of every data file, as pydantic models; the data dictionary is written from them."""

from patterns_data.models.base import Claim, Dispute, Dose, Entity, claims_of
from patterns_data.models.case import Case
from patterns_data.models.chart import Chart
from patterns_data.models.landmark import Landmark
from patterns_data.models.muscle import Attachment, Innervation, Muscle
from patterns_data.models.pattern import Pattern
from patterns_data.models.reference import Reference
from patterns_data.models.skeleton import Bone, Joint, Region
from patterns_data.models.technique import Contraindication, Technique

__all__ = [
    "Attachment",
    "Bone",
    "Case",
    "Chart",
    "Claim",
    "Contraindication",
    "Dispute",
    "Dose",
    "Entity",
    "Innervation",
    "Joint",
    "Landmark",
    "Muscle",
    "Pattern",
    "Reference",
    "Region",
    "Technique",
    "claims_of",
]
