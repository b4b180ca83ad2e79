import { type DynamicModule, Module } from '@nestjs/common';
import { AUTHENTICATOR, type Authenticator } from './authenticator.js';

/** Tells everybody who asks who is let in. */
@Module({})
export class AccessModule {
  static of(authenticator: Authenticator): DynamicModule {
    const providers = [{ provide: AUTHENTICATOR, useValue: authenticator }];
    return { module: AccessModule, global: true, providers, exports: [AUTHENTICATOR] };
  }
}
