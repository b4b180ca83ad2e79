import { Controller, HttpCode, type OnModuleInit, Post, Query, Req } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { RapportError } from '../domain/kernel/errors.js';
import { Uploads } from '../imports/uploads.js';

/** A content type that HTML forms cannot send: a foreign page would need a CORS preflight, which is refused. */
const CONTENT_TYPE = 'application/octet-stream';

/** Accepts a raw file for `importFile`. Not GraphQL's multipart requests: those are forms, which any web page may send. */
@Controller('uploads')
export class UploadsController implements OnModuleInit {
  constructor(
    private readonly uploads: Uploads,
    private readonly host: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    // Leaves the body as a stream, because it may be larger than memory.
    fastify.addContentTypeParser(CONTENT_TYPE, (_request, payload, done) => done(null, payload));
  }

  @Post()
  @HttpCode(201)
  async receive(@Req() request: FastifyRequest, @Query('file') file: string | undefined) {
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    if (type !== CONTENT_TYPE || typeof file !== 'string') {
      const flaw =
        type === CONTENT_TYPE
          ? ({ field: 'file', code: 'MISSING' } as const)
          : ({ field: 'content-type', code: 'NOT_ONE_OF', parameters: { values: [CONTENT_TYPE] } } as const);
      throw new RapportError('INVALID_INPUT', `Send the file itself, as ${CONTENT_TYPE}, and its name.`, {
        field: flaw.field,
        reasons: [flaw],
        remedy: `curl --data-binary @export.csv -H "content-type: ${CONTENT_TYPE}" "…/uploads?file=export.csv"`,
      });
    }
    const { uploadId, file: name, bytes } = await this.uploads.receive(file, request.body as Readable);
    return { uploadId, file: name, bytes };
  }
}
