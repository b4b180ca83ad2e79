import { Module } from '@nestjs/common';
import { AccessResolver } from './access.resolver.js';

/** Who may come in, for whoever runs Rapport. Needs PROGRAM and, where anybody comes in, AccessRegister from global modules. */
@Module({ providers: [AccessResolver] })
export class AccessTopicModule {}
