import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RapportError } from '../domain/kernel/errors.js';
import { toHttpError } from './http-error.js';

/** Turns our refusals into coded answers; what is not ours is left to Nest. */
@Catch(RapportError)
export class RapportErrorFilter implements ExceptionFilter<RapportError> {
  catch(error: RapportError, host: ArgumentsHost): void {
    const { status, body } = toHttpError(error);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (status === 503) void reply.header('retry-after', '5');
    void reply.status(status).send(body);
  }
}
