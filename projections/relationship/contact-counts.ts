import { countedAt, sumBetween, type YearCounts } from '../kit/year-counts.js';
import type { ContactBooking } from './contacts.js';

/** Contacts by the day they started: solved or not, treated well (4 or 5) or not, or without an answer. */
export const CELLS = ['solvedWell', 'solvedBadly', 'unsolvedWell', 'unsolvedBadly', 'unanswered'] as const;
export type ContactCell = (typeof CELLS)[number];
export type ContactCounts = readonly YearCounts<ContactCell>[];

/** The contacts with one booking more, or one less. */
export const contacted = (contacts: ContactCounts, { startedAt, cell, sign }: ContactBooking): ContactCounts =>
  countedAt(contacts, CELLS, startedAt, { [cell]: sign });

/** All contacts that started on a day (whole days since 1970-01-01, UTC) from `fromDay` on and before `beforeDay`; either may be infinite. */
export const contactsBetween = (contacts: ContactCounts, fromDay: number, beforeDay: number) =>
  sumBetween(contacts, CELLS, fromDay, beforeDay);
