"""What a proposal says about itself, in words: what is missing, and what would make it possible."""

from collections.abc import Sequence

from hub.judging.proposal import Missing, Proposal
from hub.web.languages import translate as _
from hub.web.words import locale_word


def missing_words(missing: Sequence[Missing]) -> list[str]:
    """Return one sentence per thing that is missing, in the language of the page."""
    return [_sentence(item) for item in missing]


def kept_words(proposal: Proposal) -> str:
    """Return what the proposal was made from."""
    return _(
        "Read: texts %(texts)d, different sentences %(sentences)d.",
        texts=proposal.texts,
        sentences=proposal.sentences,
    )


def _sentence(item: Missing) -> str:
    count = item.count
    match item.code:
        case "no_texts":
            return _(
                "No text could be read, so the house is empty. Texts that you have published would fill it."
            )
        case "few_texts":
            return _(
                "What your texts share is hard to tell from so few. More texts that would help: %(count)d.",
                count=count,
            )
        case "few_sentences":
            return _(
                "There are no pillars yet. More sentences about what you offer that would let them be told apart: %(count)d.",
                count=count,
            )
        case "pillars_not_apart":
            return _(
                "There are no pillars: the sentences are too much alike. Three more texts on other subjects would let pillars be told apart."
            )
        case "no_value_proposition":
            return _(
                "No sentence is long enough for a value proposition. Write in one sentence what people get from you."
            )
        case "no_proof_points":
            return _(
                "Pillars without proof points: %(count)d. Texts with numbers, tests or names would give some.",
                count=count,
            )
        case "no_facts":
            return _("No value with a unit was found. Prices, dates and measures can be registered later.")
        case "no_guide":
            return _("There is no voice guide, so no words to avoid and no pairs were found.")
        case "guide_lines_left":
            return _(
                "Lines of the guide that can't be checked word by word and are not kept: %(count)d.",
                count=count,
            )
        case "few_pairs":
            return _(
                "Tone is judged from four pairs of “we say” and “we don't say” on. Still needed: %(count)d.",
                count=count,
            )
        case "tone_unknown":
            return _(
                "Tone scales with a wide band, because nothing tells where you stand: %(count)d.",
                count=count,
            )
        case "no_contrast":
            return _(
                "What others in your trade say is not known. Until you add some, ordinary marketing lines stand in for it."
            )
        case "no_language":
            return _(
                "No text is in %(language)s, so nothing is proposed in it.", language=locale_word(item.name)
            )
        case "other_language":
            return _("Texts that are neither Chinese nor English and were left out: %(count)d.", count=count)
        case "sampled":
            return _(
                "The texts are long, so the house rests on sentences taken evenly from all of them: %(count)d.",
                count=count,
            )
        case _:
            return _("The texts keep to no words of their own.")
