import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { type ErrorCode, RapportError } from '../domain/kernel/errors.js';
import type { FieldReason } from '../domain/kernel/reasons.js';
import { headersOn } from './secure-headers.js';

const STATUS: Partial<Record<ErrorCode, number>> = {
  INVALID_INPUT: 400,
  INVALID_POSITION: 400,
  UNAUTHENTICATED: 401,
  WRONG_SIGNATURE: 401,
  FORBIDDEN: 403,
  FORBIDDEN_ORIGIN: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  BUSY: 503,
  ISSUER_UNAVAILABLE: 503,
  LOG_UNAVAILABLE: 503,
  VIEWS_UNAVAILABLE: 503,
  STORE_BUSY: 503,
};

interface ErrorBody {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field?: string;
  readonly remedy?: string;
  readonly reasons?: readonly FieldReason[];
  /** Set for internal errors: the id under which the log has the details. */
  readonly requestId?: string;
}
export interface HttpError {
  readonly status: number;
  readonly body: { readonly error: ErrorBody };
}

/** Maps a RapportError to an HTTP response. Codes without a status of their own are internal errors: 500. */
export const toHttpError = ({ code, message, field, remedy, reasons }: RapportError): HttpError => ({
  status: STATUS[code] ?? 500,
  body: {
    error: {
      code,
      message,
      ...(field !== undefined && { field }),
      ...(remedy !== undefined && { remedy }),
      ...(reasons && { reasons }),
    },
  },
});

/** The response for an internal error. The details are in the log, under the request's id. */
const internalError = (requestId: string): HttpError => ({
  status: 500,
  body: {
    error: {
      code: 'INTERNAL',
      message: 'An internal error occurred.',
      remedy: `Try again; if it persists, report the request id ${requestId}.`,
      requestId,
    },
  },
});

/** The response for a request that is invalid HTTP, with the status that the library chose. */
export const malformedRequest = (status: number, message: string): HttpError => ({
  ...toHttpError(
    new RapportError('INVALID_INPUT', message, {
      field: 'request',
      remedy: status === 413 ? 'Send a smaller request.' : 'Send a whole request, in the form of HTTP/1.1.',
      reasons: [{ field: 'request', code: status === 413 ? 'BEYOND_LIMITS' : 'NOT_HTTP' }],
    }),
  ),
  status,
});

/** Writes a response to a socket for which there is no reply object, and closes it. */
export function answerAndEnd(socket: Duplex, { status, body }: HttpError): void {
  socket.on('error', () => socket.destroy());
  if (!socket.writable) return void socket.destroy();
  const text = JSON.stringify(body);
  const headers = Object.entries(headersOn(socket)).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\n${headers.join('')}Connection: close\r\n\r\n${text}`,
    () => socket.destroy(),
  );
}

/**
 * Answers errors that occur before a controller is called (a body that cannot be parsed) in the same form. Nest registers its own error handler after
 * its routes, too late for them. Routes in a scope keep the error handler of the scope.
 */
export function answerInOneForm(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', function (this: FastifyInstance, route) {
    if (this !== fastify) return;
    route.errorHandler = (error, _request, reply) => {
      const { status, body } = answerTo(error, reply);
      void reply.status(status).send(body);
    };
  });
}

/** The exception filter outside of GraphQL: answers all errors in one form and logs internal ones. */
@Catch()
export class HttpErrorFilter implements ExceptionFilter<unknown> {
  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, body } = answerTo(error, reply);
    if (status === 503) void reply.header('retry-after', '5');
    void reply.status(status).send(body);
  }
}

/** Maps any error to a response; logs internal errors. */
export function answerTo(error: unknown, { request }: FastifyReply): HttpError {
  if (error instanceof RapportError) return toHttpError(error);
  const status = error instanceof HttpException ? error.getStatus() : ((error as FastifyError | undefined)?.statusCode ?? 500);
  if (status === 404) {
    return toHttpError(
      new RapportError('NOT_FOUND', `There is no route ${request.method} ${request.url.slice(0, 200)}`, {
        remedy: 'GET / lists the routes.',
      }),
    );
  }
  if (status >= 400 && status < 500) return malformedRequest(status, (error as Error).message);
  request.log.error({ err: error }, 'A request failed because of a defect in Rapport');
  return internalError(String(request.id));
}
