"""Sentences of expected errors that people meet on pages, as templates with the gaps that services fill.

A sentence that is not among them is shown in English. ``tests/house/test_translations.py`` holds the catalogue to this list.
"""

from typing import Final

from hub.web.phrase_marks import _listed
from hub.web.phrases_desk import DESK_ERRORS
from hub.workflow.roles import PERMISSIONS

ERRORS: Final = (
    _listed("There is no such thing here, or it is not shared with you."),
    _listed("There is no such draft."),
    _listed("There is no such token."),
    _listed("There is no channel {channel} here, or it is not shared with you."),
    _listed("{name} may not {what}; ask an admin of the hub for the role."),
    _listed("Sign in first."),
    _listed("You are signed out; sign in again in another tab and send this once more."),
    _listed("A draft needs a title of 1 to 200 characters."),
    _listed("The {what} has {count} characters; it has at most {most}."),
    _listed("The brand {brand} speaks {locales}, not {locale}."),
    _listed("The brand {brand} has no channel {channel}."),
    _listed("The brand {brand} has no channel {channel}; it has {known}."),
    _listed(
        "{title} already has a text for {channel} in {locale}; open that one, or give this one another edition."
    ),
    _listed("Somebody saved a newer revision since you looked; read it before you submit."),
    _listed("There is nothing to submit yet: every part is empty."),
    _listed("The brand has no published version yet; a brand manager publishes one first."),
    _listed("The brand {brand} has no version to publish; import a kit first."),
    _listed("Say in a comment what should change or why it is rejected."),
    _listed("A comment or reason has at most {count} characters."),
    _listed("{kind} is no decision; choose {kinds}."),
    _listed("Nothing waits for a decision here: it was decided, or the writer took it back."),
    _listed("The text under review has changed since you read it. Read the newest before you decide."),
    _listed(
        "This copy is blocked. It passes only with your written reason, of at least {count} characters, "
        "which stays with it."
    ),
    _listed("A text that is {state} can't take the move {move}; it must be {wanted}."),
    _listed(
        "The text has {length} characters; the hub takes {limit}. Split it, or raise HUB_MAX_TEXT_CHARACTERS."
    ),
    _listed("The text has {length} characters; the hub judges {limit} at a time."),
    _listed("A text has at most {limit} parts; this one has {count}."),
    _listed("The part {part} is there twice; a part's name is used once."),
    _listed(
        "The {what} holds a character that is no text (U+{code}) at place {place}; remove it, or save the file "
        "as UTF-8 and paste again."
    ),
    _listed("The form does not say which revision the text came from. Load the page again."),
    _listed("The form does not say which revision you read. Load the page again."),
    _listed("The revision this text came from is not one of this draft."),
    _listed("The address or the form has an id that does not exist. Start from the list."),
    _listed("Choose the kit's YAML file first."),
    _listed("Several brands have a channel {channel} ({names}); say which with brand=."),
    _listed("A token needs a name of 1 to 120 characters."),
    _listed("A token needs at least one scope."),
    _listed("There is no channel {channel}; the channels are {known}."),
    _listed("{email} is no e-mail address."),
    _listed("A person needs a name of 1 to 120 characters."),
    _listed("A password has {least} to {most} characters."),
    _listed("There is already somebody with the e-mail {email}."),
    _listed(
        "The disk that holds the database is full. Nothing was half written; free some space and try again."
    ),
    *DESK_ERRORS,
    *PERMISSIONS.values(),
)
