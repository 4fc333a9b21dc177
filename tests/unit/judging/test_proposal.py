"""A first kit from published texts: what is proposed, on what evidence, and what is said to be missing."""

import pytest

from hub.judging.judge import Judge
from hub.judging.proposal import Missing, Proposal, propose
from hub.judging.text import Part
from tests.fakes.parts import fake_judge

BAKERY = (
    "晨麦的一天从下午开始。面团和好以后，交给时间。低温发酵二十四小时，酵母慢慢工作。我们不加膨松剂，也不放香精。好面包，等得起。",
    "晨麦用的是河套平原的春小麦。石磨现磨，当天磨的粉当天用完。一只原味吐司，重 450 克，售价 28元。配料表只有面粉、水、盐和老酵种。好面包，等得起。",
    "旧纸袋洗净以后可以再用。带旧纸袋来，一次减 2元。纸袋全部可以堆肥。老邻居都记得带上旧纸袋。好面包，等得起。",
    "石磨转得很慢。磨粉的温度不超过 35℃，麦香留得住。石磨的粉不漂白，也不增筋。原味吐司 28元一只。",
    "孩子吃，老人吃，都吃得安心。低温发酵二十四小时的吐司更好消化。晨麦把时间还给面包。",
)
BIKES = (
    "Hollowell builds bicycles that are meant to be repaired. Every bolt is a standard size. The Mile weighs 12.4 kg and costs £1,150.",
    "The Mile is our everyday bike. The frame warranty runs for 25 years. Hub gears need no fuss in the rain.",
    "Our frames are made from British steel. A Hollowell frame carries a warranty of 30 years. Steel can be brazed again.",
)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return fake_judge()


def proposal_of(
    judge: Judge, *texts: str, guide: str = "", name: str = "晨麦", locales: tuple[str, ...] = ("zh",)
) -> Proposal:
    return propose(
        [Part("text", text) for text in texts],
        guide,
        name={locales[0]: name},
        locales=locales,
        encoder=judge.encoder,
        ground=judge.ground,
    )


def codes(proposal: Proposal) -> set[str]:
    return {item.code for item in proposal.missing}


def test_a_line_that_the_texts_repeat_becomes_the_core_message_with_every_place(judge: Judge) -> None:
    core = proposal_of(judge, *BAKERY).core[0]
    assert core.text == "好面包，等得起。"
    assert [(e.number, e.sentence) for e in core.evidence] == [(1, 5), (2, 5), (3, 5)]


def test_every_wording_stands_in_a_text_and_is_used_once(judge: Judge) -> None:
    proposal = proposal_of(judge, *BAKERY)
    used = [proposal.core[0].text, proposal.value[0].text]
    for pillar in proposal.pillars:
        used += [w.text for w in (*pillar.messages, *pillar.phrasings, *pillar.proof_points)]
    used += [w.text for w in proposal.exemplars]
    assert proposal.pillars
    assert len(used) == len(set(used))
    assert [text for text in used if not any(text in whole for whole in BAKERY)] == []


def test_the_same_texts_give_the_same_proposal(judge: Judge) -> None:
    assert proposal_of(judge, *BAKERY) == proposal_of(fake_judge(), *BAKERY)


def test_the_brand_name_is_a_preferred_term_and_repeated_compounds_are_its_own_words(judge: Judge) -> None:
    terms = {term.text: term for term in proposal_of(judge, *BAKERY).terms}
    assert (terms["晨麦"].status, terms["晨麦"].sure) == ("preferred", True)
    assert [e.number for e in terms["晨麦"].evidence] == [1, 2, 5]
    assert "旧纸袋" not in terms, "one text alone makes no word of the brand's own"
    assert terms["低温发酵"].status == "admitted" if "低温发酵" in terms else True


def test_a_name_without_any_mention_says_that_it_was_given(judge: Judge) -> None:
    (term,) = [term for term in proposal_of(judge, *BAKERY, name="麦禾").terms if term.text == "麦禾"]
    assert [e.origin for e in term.evidence] == ["name"]


def test_another_spelling_of_the_name_becomes_a_spelling_to_correct(judge: Judge) -> None:
    proposal = proposal_of(
        judge, "OneVoice keeps time.", "Onevoice is quiet. ONEVOICE", name="Onevoice", locales=("en",)
    )
    (term,) = [term for term in proposal.terms if term.text == "Onevoice"]
    assert (term.variants, term.case_sensitive) == (("OneVoice",), True)


def test_a_value_said_twice_is_sure_and_carries_both_places(judge: Judge) -> None:
    facts = {(fact.subject, fact.value): fact for fact in proposal_of(judge, *BAKERY).facts}
    price = facts["原味吐司", "28元"]
    assert (price.kind, price.sure, [e.number for e in price.evidence]) == ("price", True, [2, 4])
    assert not facts["原味吐司", "450 克"].sure


def test_values_that_contradict_each_other_are_a_question_and_no_fact(judge: Judge) -> None:
    proposal = proposal_of(judge, *BIKES, name="Hollowell", locales=("en",))
    (question,) = proposal.questions
    assert question.subject == "frame warranty"
    assert [(value, evidence[0].number) for value, evidence in question.values] == [
        ("25 years", 2),
        ("30 years", 3),
    ]
    assert not any("warranty" in fact.subject for fact in proposal.facts)


def test_a_small_count_in_words_is_no_fact(judge: Judge) -> None:
    proposal = proposal_of(judge, "开业三天，来了很多人。这一年我们很忙。下了一天的雨。")
    assert (proposal.facts, proposal.questions) == ((), ())


def test_no_text_at_all_proposes_nothing_but_the_name_and_says_so(judge: Judge) -> None:
    proposal = proposal_of(judge)
    assert (proposal.core, proposal.value, proposal.pillars, proposal.facts, proposal.exemplars) == ((),) * 5
    assert [term.text for term in proposal.terms] == ["晨麦"]
    assert codes(proposal) == {"no_texts", "no_facts", "no_guide", "few_pairs", "tone_unknown", "no_contrast"}
    assert [band.target for band in proposal.tone] == [(20, 80)] * 4


def test_two_short_texts_make_no_pillars_and_say_what_would(judge: Judge) -> None:
    proposal = proposal_of(judge, "好面包，等得起。石磨现磨，当天用完。", "旧纸袋洗净以后可以再用。")
    assert proposal.pillars == ()
    assert Missing("few_texts", count=2) in proposal.missing
    assert Missing("few_sentences", count=6) in proposal.missing


def test_a_language_that_the_brand_does_not_speak_is_left_out(judge: Judge) -> None:
    proposal = proposal_of(judge, *BAKERY, *BIKES, locales=("en",), name="Hollowell")
    assert {w.locale for w in (*proposal.core, *proposal.value, *proposal.exemplars)} == {"en"}
    assert {fact.locale for fact in proposal.facts} == {"en"}


def test_a_language_without_a_text_is_named(judge: Judge) -> None:
    assert Missing("no_language", name="en") in proposal_of(judge, *BAKERY, locales=("zh", "en")).missing


def test_texts_in_other_languages_are_left_out_and_counted(judge: Judge) -> None:
    proposal = proposal_of(judge, *BAKERY, "Наш хлеб выпекают каждое утро. Мы не спешим.")
    assert Missing("other_language", count=1) in proposal.missing


def test_both_languages_give_a_house_in_both(judge: Judge) -> None:
    proposal = propose(
        [Part("text", text) for text in (*BAKERY, *BIKES)],
        "",
        name={"zh": "晨麦", "en": "Hollowell"},
        locales=("zh", "en"),
        encoder=judge.encoder,
        ground=judge.ground,
    )
    assert {w.locale for w in proposal.core} == {"zh", "en"}
    assert {t.text for t in proposal.terms} >= {"晨麦", "Hollowell"}


def test_very_long_texts_are_read_evenly_within_the_bound(judge: Judge) -> None:
    long = ["".join(f"第{text}篇的第{n}句话说的是面包和时间。" for n in range(90)) for text in range(12)]
    proposal = proposal_of(judge, *long)
    assert proposal.sentences == 12 * 90
    assert Missing("sampled", count=600) in proposal.missing


def test_markdown_is_read_as_prose(judge: Judge) -> None:
    text = "# 晨麦\n\n**好面包**，等得起。\n\n- 石磨现磨\n- [看看](https://example.org) 老酵种的日子\n"
    proposal = propose(
        [Part("a", text, "markdown"), Part("b", text, "markdown")],
        "",
        name={"zh": "晨麦"},
        locales=("zh",),
        encoder=judge.encoder,
        ground=judge.ground,
    )
    assert "好面包，等得起。" in [w.text for w in proposal.core]


@pytest.mark.parametrize("text", ["", " \n ", "🙂🙂", "https://example.org", "#话题# #晨麦#", "1 2 3"])
def test_a_text_without_sentences_breaks_nothing(judge: Judge, text: str) -> None:
    proposal = proposal_of(judge, text)
    assert (proposal.core, proposal.pillars) == ((), ())


def test_with_the_shipped_model_the_subjects_of_a_brand_are_told_apart(shipped_judge: Judge) -> None:
    proposal = proposal_of(shipped_judge, *BAKERY)
    assert proposal.core[0].text == "好面包，等得起。"
    said = [" ".join(w.text for w in (*p.messages, *p.phrasings, *p.proof_points)) for p in proposal.pillars]
    assert len(said) >= 3
    bags = [text.count("纸袋") for text in said]
    assert max(bags) >= 3
    assert sum(bags) - max(bags) <= 1
