"""Study IDs in addresses: c5-pt-03, in one spelling."""

from django.urls import register_converter

from participants.models.people import understood


class StudyIdConverter:
    """Takes and gives the lower-case study ID; another spelling of one does not match."""

    regex = "c[0-9]{1,4}-(?:pt|hp|vs|lw|lm)-[0-9]{2,5}"

    def to_python(self, value: str) -> str:
        if (understood(value) or "").lower() != value:
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(StudyIdConverter, "study_id")
