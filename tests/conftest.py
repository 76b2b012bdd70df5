"""What all tests share: where the measuring data is, and how Hypothesis is set."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "standoff", deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("standoff")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root():
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared():
    """The folder of measuring data beside the checkout.

    Where it is absent the test is skipped, unless STANDOFF_REQUIRE_SHARED says that it must be there.
    """
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        if os.environ.get("STANDOFF_REQUIRE_SHARED"):
            pytest.fail("the measuring data is not beside the checkout, and STANDOFF_REQUIRE_SHARED is set")
        pytest.skip("the measuring data is not beside the checkout")
    return folder


@pytest.fixture(scope="session")
def sample():
    """The sample crisis: its folder of reports and its actor file."""
    from standoff import api

    return api.sample()
