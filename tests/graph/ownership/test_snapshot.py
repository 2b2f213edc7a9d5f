"""What is worked out of facts goes with the last who asks it: nothing of it waits until Python looks for cycles."""

import gc
import weakref
from datetime import date

from graph.ownership.answer.ownership import answer_at
from graph.ownership.facts.model import Claim, Department, Domain, Facts, Interval, Responsibility
from graph.ownership.history.history import History
from graph.ownership.rule.decide import OwnershipQuestion

DAY = date(2017, 11, 14)
BEGUN = date(2015, 3, 1)


def test_facts_and_all_that_was_worked_out_of_them_go_at_once() -> None:
    department, domain = Department("department:a", "a"), Domain("domain:d", "d")
    claim = Claim(Responsibility("responsibility:r", when=Interval(BEGUN)), department.id)
    facts = Facts(departments={department.id: department}, domains={domain.id: domain}, claims={domain.id: [claim]})
    history, question = History(facts), OwnershipQuestion(domain.id)
    gc.disable()
    try:
        answer = answer_at(history.snapshot(DAY), question)
        assert [owner.silo for owner in answer.owners] == [department.id]
        assert history.unchanged_since(question, DAY) == BEGUN
        assert history.place(domain.id, None) is None
        left = [weakref.ref(each) for each in (history, answer.snapshot, facts)]
        del history, answer, facts
        assert [each() for each in left] == [None, None, None]
    finally:
        gc.enable()
