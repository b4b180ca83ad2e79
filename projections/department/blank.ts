import type { DepartmentDocument } from './document.js';

/** A department of which nothing is known but that it is spoken of. */
export const blank = (departmentId: string): DepartmentDocument => ({
  departmentId,
  name: null,
  names: [],
  kind: null,
  registered: false,
  retiredAt: null,
  parentId: null,
  parents: [],
  externalIds: [],
  mergedInto: null,
  mergedAt: null,
  splitInto: [],
  splitAt: null,
  mergedFrom: [],
  splitFrom: [],
  tickets: { new: 0, inProgress: 0, onHold: 0, resolved: 0, closed: 0, cancelled: 0, merged: 0 },
  relationships: [],
  liaisons: [],
  touchpoints: [],
});
