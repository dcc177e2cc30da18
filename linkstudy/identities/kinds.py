"""Which contact details are kept of a person: words that any page may say."""

from django.db import models


class Kind(models.TextChoices):
    NAME = "name", "Name"
    PHONE = "phone", "Phone"
    EMAIL = "email", "Email"
    ADDRESS = "address", "Address"
    CONTACT = "contact", "How they like to be reached"
    ACCESS = "access", "What they need to take part"
