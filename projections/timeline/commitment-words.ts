import type { CommitmentEvent } from '../../src/domain/commitment/events.js';
import { because, day, ofSide, type Words } from './words.js';

export const commitmentWords: Words<CommitmentEvent> = {
  CommitmentMade: ({ dueAt }) => `The team promised something by ${day(dueAt)}.`,
  CommitmentRenegotiated: ({ oldDueAt, dueAt, noticeGiven, reason }) =>
    `Both sides agreed on ${day(dueAt)} instead of ${day(oldDueAt)}${noticeGiven ? '' : ', after that date had passed'}${because(reason)}.`,
  CommitmentFulfilled: () => 'The team says that it kept its promise.',
  FulfilmentConfirmed: () => 'The department confirms that the promise was kept.',
  FulfilmentDisputed: ({ reason }) => `The department disputes that the promise was kept${because(reason)}.`,
  CommitmentMissed: ({ reason }) => `The team says that it missed what it promised${because(reason)}.`,
  CommitmentWithdrawn: ({ withdrawnBy, reason }) =>
    `A promise was withdrawn on the side of ${ofSide(withdrawnBy)}${because(reason)}.`,
};
