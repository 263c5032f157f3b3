"""A real browser, for the tests that look at pages."""

import os
import shutil

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
# How fast a page is, no test says: the usual five seconds are too short for a machine that has much else to do.
sync_api.expect.set_options(timeout=60_000)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Where the pages that were looked at are left, for people to look at too.
SCREENSHOTS = os.environ.get("TALLY_SCREENSHOTS")


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()
