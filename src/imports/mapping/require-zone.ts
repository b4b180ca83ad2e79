import { isNaive, isZone } from '../values/time-reader.js';
import { invalidMapping } from './invalid-mapping.js';
import type { Mapping, ZonePart } from './mapping.js';

/**
 * The zone in which naive times are read: the caller's, else the mapping's.
 * @throws RapportError INVALID_MAPPING when the formats of a time column name no zone and none is declared: a zone is never
 * guessed
 */
export function requireZone({ zone, times }: Mapping, override: string | undefined): ZonePart | undefined {
  if (override !== undefined && !isZone(override)) {
    throw invalidMapping(
      'zone',
      `there is no time zone "${override}"`,
      'Use a name of the IANA time zone database: Europe/Berlin, UTC.',
    );
  }
  const declared = typeof zone === 'string' ? { name: zone } : zone;
  if (override !== undefined) return { ...declared, name: override };
  if (declared !== undefined) return declared;
  for (const [column, formats] of Object.entries(times)) {
    if ((typeof formats === 'string' ? [formats] : formats).some(isNaive)) {
      throw invalidMapping(
        'zone',
        `the times of "${column}" have no time zone, and none is declared`,
        'Declare zone in the mapping, or give --zone, for example --zone Europe/Berlin.',
      );
    }
  }
  return undefined;
}
