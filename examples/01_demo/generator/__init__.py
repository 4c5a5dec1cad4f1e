# SPDX-License-Identifier: Apache-2.0
# FICTIONAL REGION: this package draws an invented country map and invented records. None of it is real.
"""The parts of make_demo.py: land, borders, people, violence, sites. Standard library only."""
