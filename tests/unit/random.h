/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_TESTS_RANDOM_H
#define CNAI_TESTS_RANDOM_H

/* The next of numbers from 0 to 0x7FFF that are the same each time, on every
 * system, for the same first SEED. */
static inline unsigned
next_random(unsigned *seed)
{
	*seed = *seed * 1103515245U + 12345U;
	return *seed >> 16 & 0x7FFF;
}

#endif
