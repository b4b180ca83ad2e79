import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyError, FastifyReply } from 'fastify';
import { RapportError } from '../domain/kernel/errors.js';
import { type HttpError, internalError, malformedRequest, toHttpError } from './http-error.js';

/** Answers whatever goes wrong outside of GraphQL in the one form, and logs what is a defect of ours. */
@Catch()
export class HttpErrorFilter implements ExceptionFilter<unknown> {
  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, body } = answerTo(error, reply);
    if (status === 503) void reply.header('retry-after', '5');
    void reply.status(status).send(body);
  }
}

/** What a failure is answered with; a defect of ours is logged. */
export function answerTo(error: unknown, { request }: FastifyReply): HttpError {
  if (error instanceof RapportError) return toHttpError(error);
  const status = error instanceof HttpException ? error.getStatus() : ((error as FastifyError | undefined)?.statusCode ?? 500);
  if (status === 404) {
    return toHttpError(
      new RapportError('NOT_FOUND', `There is nothing at ${request.method} ${request.url.slice(0, 200)}`, {
        remedy: 'GET / lists what there is.',
      }),
    );
  }
  if (status >= 400 && status < 500) return malformedRequest(status, (error as Error).message);
  request.log.error({ err: error }, 'A request failed by a defect of ours');
  return internalError(String(request.id));
}
