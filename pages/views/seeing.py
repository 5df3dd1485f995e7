"""Which areas a reader may see: asked anew at every read, of the layer as the store has it."""

from data import access, areas
from data.areas import Layer
from data.release.places import EVERYWHERE
from pages.views.frame import Visit


def layer(visit: Visit) -> Layer:
    """Return the layer of a visit as the store has it, whatever the visit was given."""
    return areas.by_id(visit.directory, visit.layer.id)


def code(visit: Visit, area: str | None) -> str:
    """Return the code that an area's figures are kept under; None for everywhere.

    Raises
    ------
    access.Refused
        If this reader may not see them.
    """
    reader = visit.access
    access.require(reader, "maps")
    if area is None:
        if not (reader.all_areas or reader.districts):
            raise access.Refused("maps")
        return EVERYWHERE
    found = access.narrow(reader, layer(visit).table.loc[[area]])
    if found.empty:
        raise access.Refused("maps")
    return str(found.index[0])  # what was found, not what was asked for
