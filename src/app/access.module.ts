import { Global, Module } from '@nestjs/common';
import { AccessRegister } from '../access/access-register.js';
import { AUTHENTICATOR } from '../access/authenticator.js';
import { SIGN_IN_PARTS } from '../access/sign-in/sign-in-parts.js';
import { openDoors, type OpenedDoors } from './open-doors.js';
import { OpenedResources } from './opened-resources.js';
import { type Services, SERVICES } from './services.js';

/** Injects the OpenedDoors. */
export const DOORS = Symbol('OpenedDoors');

/** Opens the ways in, and tells everybody who asks who is let in, and how. */
@Global()
@Module({
  providers: [
    {
      provide: DOORS,
      inject: [SERVICES, OpenedResources],
      useFactory: (services: Services, opened: OpenedResources) => opened.open(() => openDoors(services)),
    },
    { provide: AUTHENTICATOR, inject: [DOORS], useFactory: ({ doors }: OpenedDoors) => doors },
    { provide: AccessRegister, inject: [DOORS], useFactory: ({ register }: OpenedDoors) => register },
    { provide: SIGN_IN_PARTS, inject: [DOORS], useFactory: ({ signIn }: OpenedDoors) => signIn },
  ],
  exports: [AUTHENTICATOR, AccessRegister, SIGN_IN_PARTS],
})
export class AccessModule {}
