import { flag, group, id, moment, optional, ref } from '../kernel/fields.js';
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

const verdict = (what: string) =>
  group(
    'CommitmentVerdict',
    { at: moment('The moment of the verdict'), kept: flag('Fulfilled by the due date in force; false: missed') },
    what,
  );
/** What an event does to the one trial of a commitment: take out how it counted, put in how it counts. */
export const trial = {
  counted: optional(verdict('How the commitment counted until this event; absent: not at all')),
  counts: optional(
    verdict('How it counts from this event on: missed at its due date unless something better is known; absent: not at all'),
  ),
};
