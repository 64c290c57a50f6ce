from layout.workflow.import_order import Imported, Order
from layout.workflow.importing import Imported as FromImporting
from layout.workflow.importing import Order as OrderFromImporting


def test_an_order_begins_with_nothing_said() -> None:
    order = Order("dem")
    assert (order.origin.source, order.options.crs, dict(order.settings)) == ("", None, {})
    assert OrderFromImporting is Order
    assert FromImporting is Imported
