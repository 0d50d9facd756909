/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CNAI_OCTETS_H
#define CNAI_OCTETS_H

#include <stdint.h>
#include <string.h>

/*
 * Eight bytes at a time. Answers about each of them are in its high bit; which
 * of them stands where depends on the machine, so that they only serve to ask
 * whether there is any.
 */
enum { OCTETS = sizeof(uint64_t) };

/* Eight times BYTE. */
static inline uint64_t
octets_of(unsigned char byte)
{
	return UINT64_C(0x0101010101010101) * byte;
}

/* The eight bytes at BYTES. */
static inline uint64_t
octets_at(const char *bytes)
{
	uint64_t octets;

	memcpy(&octets, bytes, sizeof(octets));
	return octets;
}

/* Bytes from 0x80 on. */
static inline uint64_t
octets_high(uint64_t octets)
{
	return octets & octets_of(0x80);
}

/* Bytes that are FIRST, of 1 to 0x7F, or more. */
static inline uint64_t
octets_from(uint64_t octets, unsigned char first)
{
	const uint64_t low = octets & octets_of(0x7F);

	return octets_high(
	    (low + octets_of((unsigned char)(0x80 - first))) | octets);
}

/* Bytes from FIRST up to, without, END: of 1 to 0x7F. */
static inline uint64_t
octets_between(uint64_t octets, unsigned char first, unsigned char end)
{
	const uint64_t low = octets & octets_of(0x7F);

	return octets_high((low + octets_of((unsigned char)(0x80 - first))) &
			   ~(low + octets_of((unsigned char)(0x80 - end))) &
			   ~octets);
}

/* In how many bytes of an answer the high bit is. */
static inline unsigned
octets_count(uint64_t answer)
{
	return (unsigned)((octets_high(answer) >> 7) * octets_of(1) >> 56);
}

/* An answer about which bytes are different from the one before them, of an
 * answer about each: there are seven such pairs, whichever byte comes first. */
static inline uint64_t
octets_changes(uint64_t answer)
{
	return octets_high(answer ^ answer << 8) & ~UINT64_C(0xFF);
}

#endif
