import { id, moment, optional, ref } from '../kernel/fields.js';
import { side } from '../relationship/fields.js';

/** Fields that commitment commands and events share, declared once with their meaning. */
export const commitmentId = id('The commitment');
export const promiseRef = ref('Key of what was promised, in words');
export const dueAt = moment('Until when it is promised');
export const newDueAt = moment('Until when it is promised from now on');
export const agreedBy = ref('Pseudonym of who agreed for the department');
export const byRef = ref('Pseudonym of who says so');
export const touchpointId = optional(id('The touchpoint at which it was made'));
/** The department no longer wants it, or IT takes its word back: only the former spares IT the trial. */
export const withdrawnBy = side;
