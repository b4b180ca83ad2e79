import { type DynamicModule, Module } from '@nestjs/common';
import { AUTHENTICATOR, type Authenticator } from './authenticator.js';
import { SIGN_IN_PARTS, type SignInParts } from './sign-in/sign-in-parts.js';

/** Tells everybody who asks who is let in, and how. */
@Module({})
export class AccessModule {
  static of(authenticator: Authenticator, signIn?: SignInParts): DynamicModule {
    const providers = [
      { provide: AUTHENTICATOR, useValue: authenticator },
      ...(signIn ? [{ provide: SIGN_IN_PARTS, useValue: signIn }] : []),
    ];
    return { module: AccessModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }
}
