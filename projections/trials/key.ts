import type { Booking } from '../kit/booking.js';

/** The document of a trial; of what may be tried again under one name, one a team and verdict. */
export const trialKey = ({ trialId, repeatable, teamId, success, at }: Booking): string =>
  repeatable ? `${trialId}.${teamId}.${success ? 'success' : 'failure'}.${at}` : trialId;

/** A trial's id begins with the stream that tells of it; neither ids nor streams have a `#`. */
export const streamOfTrial = (key: string): string => key.slice(0, key.indexOf('#'));
