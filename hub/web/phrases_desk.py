"""Sentences that the services of the desk say in errors: families, versions, discussion, brands edited in place, copies."""

from typing import Final

from hub.web.phrase_marks import _listed

DESK_ERRORS: Final = (
    _listed("A content needs a title of 1 to 200 characters."),
    _listed(
        "Somebody else changed this content while you were writing. Nothing of yours is lost: compare both and save "
        "again."
    ),
    _listed("The text to copy is not there any more; choose another."),
    _listed("This draft has no such revision; choose one from its versions."),
    _listed("Somebody saved a newer revision since you looked. Nothing was restored; look at it first."),
    _listed("Choose two revisions to compare."),
    _listed("This text has no part {part}."),
    _listed("Nothing is approved here yet."),
    _listed("Somebody changed this while you had it open."),
    _listed("Something is not right yet; it stands beside the field."),
    _listed("This file is no text. Save it as CSV in your spreadsheet program and choose that file."),
    _listed("These are {count} lines; the table takes {most} at a time."),
    _listed("These are {count} lines; {most} are the most here."),
    _listed("A line has more than {most} characters; split it."),
    _listed("Paste some lines or choose a file first."),
    _listed("Some lines can't be used. Mend them, or say that they are to be left out."),
    _listed("There is nothing new in these lines."),
    _listed("There is no rule {rule}; choose one of the list."),
    _listed("Choose at least one language that the brand speaks."),
    _listed("The brand needs a name."),
    _listed("The house needs a {part}: one sentence is enough."),
    _listed("core message"),
    _listed("value proposition"),
    _listed("A tone band goes from a lower number to a higher one, between 0 and 100."),
    _listed("{slug} can't be an identifier: 2 to 64 small Latin letters, digits and hyphens."),
    _listed("{slug} is a word of the hub itself; choose another identifier."),
    _listed("There is already a brand with the identifier {slug}; choose another one."),
    _listed("{count} texts are more than the {most} that are read at once."),
    _listed("Text {number} has {count} characters; {most} are read. Take a part of it."),
    _listed("The voice guide has {count} characters; {most} are read. Leave out what is not about words."),
    _listed("Paste at least one text or the guide, or start with an empty house."),
    _listed("The texts did not come back whole with the form; start again and paste them once more."),
    _listed("{file} is not a .txt or .md file; paste its text instead."),
    _listed("{file} is larger than {size} KB; paste the part that matters."),
    _listed("{file} is neither UTF-8 nor GB18030 text; save it as UTF-8 and choose it again."),
    _listed("Name the person who runs the hub from now on: the demo's people go with the demo."),
    _listed("This e-mail belongs to the demo and goes with it; take one of your own."),
    _listed("Tick the box first: what is removed does not come back."),
    _listed("Somebody changed this brand since you opened it. Nothing was overwritten."),
    _listed("The draft changed since you read it; look at it again before you publish."),
    _listed("This can't be kept as it is; what is wrong stands beside it."),
    _listed("Nothing of this brand is in force yet; a brand manager publishes a version first."),
    _listed("The brand {brand} has nothing but this draft; publish it, or change it."),
    _listed("The brand {brand} has no version yet; import a kit first."),
    _listed("The brand {brand} has no version {number}."),
    _listed("The identifier {brand} stays as it is: addresses and programs use it."),
    _listed("There is no {path} in this brand."),
    _listed("A brand kit has no part {path}."),
    _listed("{path} is still referred to by {who}; change that first."),
    _listed("The id {id} is taken already; choose another."),
    _listed("The form names no version that it was made from; load the page again."),
    _listed("Write the remark first; it has no words yet."),
    _listed("A remark has at most {most} characters; this one has {count}."),
    _listed("A remark is about at most {most} characters; choose fewer words."),
    _listed(
        "The words that the remark is about are not in the saved text; save the text first, or choose them again."
    ),
    _listed("A reply answers a remark, not another reply."),
    _listed("There is no such remark on this text."),
    _listed("There is no such revision of this text."),
    _listed("The form names no place in the log of this hub; load the page again."),
    _listed("{form} is no form of a download; choose {forms}."),
    _listed(
        "The channel has {count} texts; a download holds {most}. Choose one language, or fetch them by program."
    ),
)
