"""What a process does before it serves."""

import gc

from config import wsgi


def test_what_stays_in_memory_is_out_of_the_way_of_the_garbage_collector():
    wsgi.settle()
    left = len(gc.get_objects())
    gc.unfreeze()

    assert left < 5_000
    assert len(gc.get_objects()) > 50_000
