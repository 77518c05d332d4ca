"""Khởi động máy chủ: Streamlit's own command on our terms: `python -m pages.shared.launch run app.py`."""

from __future__ import annotations

from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager
from streamlit.web.cli import main

from budget.memory import collect_seldom

# Streamlit takes pages/ for its old kind of navigation until the first visit has run, and shows an address
# that is opened right after a start as not found.
PagesManager.uses_pages_directory = False

# It asks a server outside for the address of this computer, at a start for the local network and for a visit
# from a page of another server.
net_util.get_external_ip = lambda: None

if __name__ == "__main__":
    collect_seldom()
    main()
