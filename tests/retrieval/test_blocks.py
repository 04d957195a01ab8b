"""Reading ahead of the encoder."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from optosar.models.errors import Cancelled, InputError
from optosar.models.retrieval.blocks import TileBlock, read_ahead


def block(number: int) -> TileBlock:
    return TileBlock(
        number,
        np.empty((0, 1, 2, 2)),
        np.empty((0, 2, 2), bool),
        None,
        np.empty((0, 2), np.int32),
        np.empty(0, np.float32),
        0,
        0,
    )


def test_blocks_come_in_order_and_are_read_while_the_caller_works():
    threads, second = set(), threading.Event()

    def read(number):
        threads.add(threading.current_thread())
        if number == 1:
            second.set()
        return block(number)

    seen = []
    for item in read_ahead(read, range(10), lambda: None):
        assert second.wait(10), "the next block is read although it has not been asked for"
        seen.append(item.number)
    assert seen == list(range(10))
    assert threading.current_thread() not in threads


def test_a_cancel_takes_effect_while_a_slow_disk_is_waited_for():
    release = threading.Event()

    def read(number):
        release.wait(5)
        return block(number)

    def still_waiting():
        raise Cancelled

    start = time.perf_counter()
    with pytest.raises(Cancelled):
        list(read_ahead(read, range(3), still_waiting))
    assert time.perf_counter() - start < 2
    release.set()


def test_an_error_of_reading_reaches_the_caller():
    def read(number):
        if number == 2:
            raise InputError("gone")
        return block(number)

    seen = []
    with pytest.raises(InputError, match="gone"):
        seen.extend(item.number for item in read_ahead(read, range(5), lambda: None))
    assert seen == [0, 1]
