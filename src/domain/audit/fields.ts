import { auditId } from '../governance/fields.js';
import { confidential, id, integer, label, text } from '../kernel/fields.js';

/** One append takes a megabyte: a part is well below, whatever else stands in its event. */
export const PART_CHARACTERS = 500_000;

export const result = {
  organizationId: id('The organisation'),
  auditId,
  hash: label('SHA-256 of the whole report in canonical form, hexadecimal'),
  part: integer(1, 1_000, 'Which part, from 1 on'),
  parts: integer(1, 1_000, 'How many parts there are'),
  content: confidential(text(PART_CHARACTERS, 'The result as JSON, gzip, base64, cut into parts')),
};
