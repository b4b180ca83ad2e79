import type { FieldReason, Reason } from './reasons.js';

/**
 * The one list of error codes with their meanings. GraphQL, the CLI and the feed use these; docs/errors.md is generated from
 * it.
 */
export const ERROR_CODES = {
  INVALID_INPUT:
    'A field is missing, unknown, of the wrong type or out of range. `field` names it; `reasons`, if present, give the reason for each field.',
  NOT_REGISTERED:
    'A field names something that is not registered, logged or started, that is retired, or that now continues under another id (after a merger, split or transfer).',
  NOT_FOUND: 'The requested object does not exist.',
  ALREADY_EXISTS: 'An earlier command already used this id.',
  ILLEGAL_MOVE:
    'The object is in a state that does not allow this command. `field` names the object, or the moment; `reasons`, if present, say why.',
  REVISION_MOVED_ON: 'expectedRevision is not the current revision of the stream: read the stream again and decide anew.',
  COMMAND_ID_REUSED:
    'Another command was executed under this commandId; nothing was recorded. Every command needs its own commandId.',
  CONFLICT:
    'Other writers kept writing to the same stream; nothing was recorded. Send the command again with the same commandId.',
  FEEDBACK_ALREADY_GIVEN: 'This respondent has already rated this interaction or answered this survey.',
  SELF_RATING:
    'IT staff cannot speak for the department: not in its feedback, its survey or its verdict on a promise. selfAssessInteraction is for IT.',
  WRONG_EXPECTED_REVISION: 'The log refused an append because the stream had moved on.',
  STREAM_DELETED:
    'An operator deleted the object’s stream in EventStoreDB for good (a tombstone); nothing was recorded. Use a new id.',
  INVALID_POSITION: 'This log did not issue the position.',
  INVALID_CURSOR: 'This connection did not issue the cursor.',
  APPEND_TOO_LARGE: 'The events of one command together exceed one MiB; nothing was recorded.',
  LOG_UNAVAILABLE: 'The event log does not answer. Nothing is lost: retry with the same commandId.',
  VIEWS_UNAVAILABLE: 'The view store does not answer.',
  DISK_FULL: 'The disk is full; nothing was recorded. Free space and retry.',
  STORE_BUSY: 'Another process owns the embedded files.',
  STORE_CORRUPT: 'A stored file is damaged, or is not a Rapport file.',
  UNKNOWN_EVENT_VERSION:
    'The log contains an event of a version that this program does not know: a later version of Rapport wrote it.',
  NOT_INDEXED: 'No declared index supports this filter and order.',
  GRAPHQL_PARSE_FAILED: 'The query text is not valid GraphQL.',
  GRAPHQL_VALIDATION_FAILED:
    'The query asks for something that the schema does not contain, or in a way that the schema does not allow.',
  OPERATION_NOT_LISTED:
    'The server has no listed document of this text or id. With OPERATIONS set to `persisted:<file>` it accepts only listed documents.',
  QUERY_TOO_DEEP: 'The query is nested deeper than allowed.',
  QUERY_TOO_COSTLY: 'The query would read more than allowed: request fewer items or fields.',
  BUSY: 'Too many costly questions are queued, or too many operations or connections are open; nothing was started. Try again in a few seconds.',
  ABANDONED: 'The client disconnected before the answer, or the work was stopped: the work was cancelled.',
  INVALID_MAPPING: 'The import mapping is wrong; `field` names the place.',
  INVALID_FILE: 'The file cannot be read in the expected format.',
  INVALID_CONFIGURATION: 'An environment variable is wrong; `field` names it.',
  WRONG_SIGNATURE:
    'A delivery to /inbound lacks the signature that its mapping declares, or is too old; `field` names the header.',
  UNAUTHENTICATED: 'The caller is not authenticated: no sign-in, no token and no key, or one that is wrong, expired or revoked.',
  FORBIDDEN: 'The caller may not do or see this. `field` names what; docs/access.md lists who may.',
  ISSUER_UNAVAILABLE:
    'The identity provider does not answer, so callers that are not known yet cannot be authenticated. Try again in a few seconds.',
  RATE_LIMITED: 'This caller sent too many requests: wait as long as the answer says.',
  FORBIDDEN_ORIGIN:
    'The request comes from a web page that may not use this server, or uses a host name that is not the server’s.',
  INTERNAL: "A defect in Rapport. The server's log contains the details under the request’s id.",
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

/** Every refusal and failure that a user may see. The message says what is wrong with which thing, the remedy what to do. */
export class RapportError extends Error {
  override readonly name = 'RapportError';
  readonly field: string | undefined;
  readonly remedy: string | undefined;
  /** The reason for each refused field. The message describes only the first. */
  readonly reasons: readonly FieldReason[] | undefined;
  constructor(
    readonly code: ErrorCode,
    message: string,
    details: {
      field?: string | undefined;
      remedy?: string | undefined;
      reasons?: readonly FieldReason[] | undefined;
      cause?: unknown;
    } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.field = details.field;
    this.remedy = details.remedy;
    this.reasons = details.reasons;
  }

  /** The same error with another message. */
  saying(message: string): RapportError {
    const { code, field, remedy, reasons } = this;
    return new RapportError(code, message, { field, remedy, reasons, cause: this });
  }
}
/** Whether it is a RapportError, with this code if one is given. */
export const isRapportError = (error: unknown, code?: ErrorCode): error is RapportError =>
  error instanceof RapportError && (code === undefined || error.code === code);

/**
 * The refusals that all aggregates share, worded alike: the thing, what is wrong with it, the remedy. `field` is the one that
 * names the thing.
 */
export const notFound = (
  field: string,
  what: string,
  id: string,
  remedy: string,
  reason: Reason = { code: 'UNKNOWN', parameters: { value: id } },
) => new RapportError('NOT_FOUND', `There is no ${what} "${id}"`, { field, remedy, reasons: [{ field, ...reason }] });

/** Another content is recorded under the id. The same content again is not an error: the decider returns `[]`. */
export const alreadyExists = (
  field: string,
  what: string,
  id: string,
  reason: Reason = { code: 'TAKEN', parameters: { value: id } },
) =>
  new RapportError('ALREADY_EXISTS', `The ${what} "${id}" already exists with other content`, {
    field,
    remedy: 'Choose another id, or send a command that changes the existing one.',
    reasons: [{ field, ...reason }],
  });

/**
 * The thing's state does not allow the command.
 * @param field names the thing, or says when
 * @param because continues the message after the thing's id, and says what is on record
 * @param reasons the same for programs and for translations
 */
export const illegalMove = (
  field: string,
  what: string,
  id: string,
  because: string,
  remedy: string,
  reasons: readonly Reason[],
) =>
  new RapportError('ILLEGAL_MOVE', `The ${what} "${id}" ${because}`, {
    field,
    remedy,
    reasons: reasons.map((reason) => ({ field, ...reason })),
  });

/** A command id belongs to one command for ever: a repeat returns the first result, any other command is refused. */
export const commandIdReused = (commandId: string, stream: string) =>
  new RapportError('COMMAND_ID_REUSED', `commandId: ${stream} has already executed another command under "${commandId}"`, {
    field: 'commandId',
    remedy: 'Use a new commandId for another command. To repeat the first one, send it unchanged.',
  });

/** A field has an impossible value. `reason`: the same for programs and for translations. */
export const invalidInput = (field: string, message: string, remedy: string, reason: Reason) =>
  new RapportError('INVALID_INPUT', `${field}: ${message}`, { field, remedy, reasons: [{ field, ...reason }] });

/** What is wrong with a value, worded to follow its field's name; the remedy; and the same as a code for programs. */
export interface Flaw {
  readonly what: string;
  readonly remedy: string;
  readonly reason: Reason;
}
/** What is wrong with a composite value, and in which of its fields. */
export interface Fault {
  readonly field: string;
  readonly message: string;
  readonly reason: Reason;
}

/** The refusal of a value. `others`: further errors in the same input, so that all can be corrected at once. */
export const flawed = (field: string, { what, remedy, reason }: Flaw, others: readonly FieldReason[] = []) =>
  new RapportError('INVALID_INPUT', `\`${field}\` ${what}.`, { field, remedy, reasons: [{ field, ...reason }, ...others] });

/** A reference to something that does not exist, or has ended by that moment; names its successors. */
export const notReferable = (field: string, what: string, id: string, successors: readonly string[]) =>
  new RapportError(
    'NOT_REGISTERED',
    successors.length === 0
      ? `${field}: there is no ${what} "${id}", or it is retired`
      : `${field}: the ${what} "${id}" continues as ${successors.join(', ')}`,
    {
      field,
      remedy:
        successors.length === 0
          ? `Register the ${what} first, or correct the id.`
          : `Name ${successors.map((successor) => `"${successor}"`).join(' or ')}, or give the moment at which it happened (occurredAt).`,
      reasons: [
        successors.length === 0
          ? { field, code: 'UNKNOWN', parameters: { value: id } }
          : { field, code: 'GOES_ON_AS', parameters: { ids: successors } },
      ],
    },
  );
