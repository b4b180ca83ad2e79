import { RapportError } from './errors.js';

/** The refusals that every aggregate knows, worded alike: the thing, what is wrong with it, the remedy. `field`: the one that names it. */
export const notFound = (field: string, what: string, id: string, remedy: string) =>
  new RapportError('NOT_FOUND', `There is no ${what} "${id}"`, { field, remedy });

export const alreadyExists = (field: string, what: string, id: string) =>
  new RapportError('ALREADY_EXISTS', `The ${what} "${id}" exists already, with other content`, {
    field,
    remedy: 'Choose another id, or send a command that changes the existing one.',
  });

export const illegalMove = (what: string, id: string, because: string, remedy: string) =>
  new RapportError('ILLEGAL_MOVE', `The ${what} "${id}" ${because}`, { remedy });

export const commandIdReused = (commandId: string, stream: string) =>
  new RapportError('COMMAND_ID_REUSED', `commandId: ${stream} has taken another command under "${commandId}"`, {
    field: 'commandId',
    remedy: 'Use a new commandId for another command; to repeat the first one, send exactly what it said.',
  });

export const invalidInput = (field: string, message: string, remedy: string) =>
  new RapportError('INVALID_INPUT', `${field}: ${message}`, { field, remedy });

/** A reference to what is not there, or not any more at that moment: whoever goes on in its place is named. */
export const notReferable = (field: string, what: string, id: string, successors: readonly string[]) =>
  new RapportError(
    'NOT_REGISTERED',
    successors.length === 0
      ? `${field}: there is no ${what} "${id}", or it is retired`
      : `${field}: the ${what} "${id}" goes on as ${successors.join(', ')}`,
    {
      field,
      remedy:
        successors.length === 0
          ? `Register the ${what} first, or correct the id.`
          : `Name ${successors.map((successor) => `"${successor}"`).join(' or ')}, or say when it happened (occurredAt).`,
    },
  );
