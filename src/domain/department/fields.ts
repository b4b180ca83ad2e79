import { group, label, list, moment, oneOf } from '../kernel/fields.js';

/** Fields that department commands and events share, declared once with their meaning. */
export const departmentKind = oneOf(
  'DepartmentKind',
  ['CLINICAL', 'NON_CLINICAL', 'UNKNOWN'],
  'Whether patients are treated there; UNKNOWN where a source does not say',
);
export const name = label('Name, as people say it');
export const externalIds = list(
  group('ExternalId', { system: label('The other system'), value: label('Its id there') }, 'An id elsewhere'),
  50,
  'Ids in other systems',
);
export const effectiveAt = moment('From when on');
