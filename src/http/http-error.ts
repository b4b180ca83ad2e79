import type { ErrorCode, RapportError } from '../domain/kernel/errors.js';

const STATUS: Partial<Record<ErrorCode, number>> = {
  INVALID_INPUT: 400,
  INVALID_POSITION: 400,
  FORBIDDEN_ORIGIN: 403,
  NOT_FOUND: 404,
  BUSY: 503,
  LOG_UNAVAILABLE: 503,
  VIEWS_UNAVAILABLE: 503,
  STORE_BUSY: 503,
};

export interface HttpError {
  readonly status: number;
  readonly body: {
    readonly error: { readonly code: ErrorCode; readonly message: string; readonly field?: string; readonly remedy?: string };
  };
}

/** A refusal as HTTP says it. A code without a status of its own is a failure of ours: 500. */
export const toHttpError = ({ code, message, field, remedy }: RapportError): HttpError => ({
  status: STATUS[code] ?? 500,
  body: { error: { code, message, ...(field === undefined ? {} : { field }), ...(remedy === undefined ? {} : { remedy }) } },
});
