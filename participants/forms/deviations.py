"""Why the protocol is not kept: asked once what was typed breaks one of its rules."""

from crispy_forms.layout import Layout, LayoutObject

from linkstudy.forms import Reason, RestoreForm, StudyForm


class OnceBroken(LayoutObject):
    """The question for the reason: on the page once it is known to be needed, or is answered."""

    fields = ["deviation"]

    def render(self, form, context, template_pack="bootstrap5", **kwargs):
        asked = form["deviation"]
        if not (form.is_broken or asked.errors or asked.value()):
            return ""
        return self.get_rendered_fields(form, context, template_pack, **kwargs)


class Deviating(StudyForm):
    """Mixed into a form whose action may break a rule of the protocol.

    is_broken  whether that is known before anybody types
    """

    is_broken = False

    deviation = Reason(
        "Why is the protocol not kept?",
        when_needed=True,
        missing="Say why the protocol is not kept",
        hint="It is kept as a deviation. Researchers and principal investigators read the reason; the"
        " monitor sees that there is one. Do not include names",
    )


class RestoreBreakingForm(RestoreForm, Deviating):
    """Why a void record counts again, which may break a rule once more."""

    layout = Layout("reason", OnceBroken())
