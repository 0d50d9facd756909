#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A program that fails.
exit 1
