import { id, integer, label, moment, ref } from '../kernel/fields.js';

/** Fields that privacy commands and events share, declared once with their meaning. */
export const organizationId = id('The organisation');
export const subjectRef = ref('Pseudonym of the person, or the stream of what nobody in particular said');
export const erasureReason = label('Why: on request, by law, by mistake. Nothing that tells who it is');
export const textKind = label('What the words are: the command and the field of their key, `LogTicket.summaryRef`');
export const writtenBefore = moment('Those said before this moment went');
export const readSequence = integer(1, Number.MAX_SAFE_INTEGER, 'The number of the newest record of who looked at what');
export const readHash = label('Its keyed hash, which rests on all before it');
export const readAt = moment('When it was made');
export const texts = integer(1, Number.MAX_SAFE_INTEGER, 'How many');
