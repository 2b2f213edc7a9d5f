"""`snijvlak merge`: opens the graph, and merges two nodes in it.

In: two ids, who says that they are the same and why. Out: Merged.
"""

from graph.write import merge as merging
from graph.write.merge import Merged
from snijvlak.instance import open_instance
from snijvlak.settings import Settings


async def merge(keep: str, gone: str, *, by: str, reason: str) -> Merged:
    """Merge the second into the first; a managed graph is somebody's own from then on."""
    async with open_instance(Settings.read()) as place:
        merged = await merging.merge(place.database, keep, gone, by=by, reason=reason)
        if place.managed:
            place.seed_mark.remove()
        return merged
