# SPDX-License-Identifier: Apache-2.0
"""Brute-force reading of the project's definitions, used as a test oracle (see ../README.md)."""
