"""What bits tell of a simple row holds on every day: nobody ever owned it, and since when nobody does, beside the rule."""

import random
from datetime import date

from graph.database.session import Database
from graph.ownership.rule.decide import OwnershipQuestion, decide
from graph.silos.gaps.span import GapQuery
from graph.silos.population.city import CityFacts, city_query
from graph.silos.population.gap_filter import GapFilter
from graph.silos.population.rows import all_rows, by_the_rule, initiatives_of
from tests.examples import examples
from tests.graph.ownership.random_graphs import DATES
from tests.graph.ownership.stored import store
from tests.graph.silos.random_cities import day_of, random_city


async def test_who_never_owned_by_bits_never_owned_by_the_rule(database: Database, run_seed: int) -> None:
    seen = 0
    for number in range(examples(150)):
        rng = random.Random(f"{run_seed}-ever-{number}")
        graph = random_city(rng)
        await store(database, graph)
        asked = GapQuery(GapFilter(status=None, include_ended=True), day_of(rng, graph))
        world = CityFacts((await database.read(city_query())).one())
        rows = (await database.read(all_rows(world, asked.rows, named=True))).one()[0]
        bitset_rule, days = world.bitset_rule(asked.day), sorted({*DATES, *(date.fromordinal(each.toordinal() - 1) for each in DATES)})
        for row, simple in bitset_rule.simple(rows, asked.wanted, by_the_rule(world, asked.day)):
            if simple is None or not world.ever.nobody(simple):
                continue
            (initiative,) = initiatives_of(world, [row], named=True)
            world.facts.initiatives[initiative.id] = initiative
            settled = [day for day in days if decide(world.history.snapshot(day), OwnershipQuestion(initiative.id)).settled]
            assert not settled, f"SNIJVLAK_SEED={run_seed} graph {number} on {asked.day}: {initiative.id}"
            assert world.history.open_since(initiative.id, asked.day) == initiative.started_on
            seen += 1
    assert seen > examples(150) // 5
