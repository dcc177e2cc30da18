"""Every write of the app."""

from linkstudy.updates.actions.outputs import (
    add_output,
    colleagues,
    correct_contributor,
    correct_output,
    correct_step,
    name_contributor,
    record_step,
    restore_contributor,
    restore_output,
    restore_step,
    void_contributor,
    void_output,
    void_step,
)

__all__ = [
    "add_output",
    "colleagues",
    "correct_contributor",
    "correct_output",
    "correct_step",
    "name_contributor",
    "record_step",
    "restore_contributor",
    "restore_output",
    "restore_step",
    "void_contributor",
    "void_output",
    "void_step",
]
