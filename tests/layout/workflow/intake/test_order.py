from layout.workflow.intake.importing import Imported as FromImporting
from layout.workflow.intake.importing import Order as OrderFromImporting
from layout.workflow.intake.order import Imported, Order


def test_an_order_begins_with_nothing_said() -> None:
    order = Order("dem")
    assert (order.origin.source, order.options.crs, dict(order.settings)) == ("", None, {})
    assert OrderFromImporting is Order
    assert FromImporting is Imported
