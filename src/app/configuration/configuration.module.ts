import { type DynamicModule, Module } from '@nestjs/common';
import { OpenedResources } from '../opened-resources.js';
import type { Opener } from '../services.js';
import type { Configuration } from './configuration.js';

/** Injects the Configuration. */
export const CONFIGURATION = Symbol('Configuration');
/** Injects the Opener: who waits for the application to start. */
export const OPENER = Symbol('Opener');

/** What the application is started with. It stands beside the AppModule in the root: read already, as who owns the files depends on it. */
@Module({})
export class ConfigurationModule {
  static of(configuration: Configuration, opener: Opener = {}, opened = new OpenedResources()): DynamicModule {
    const providers = [
      { provide: CONFIGURATION, useValue: configuration },
      { provide: OPENER, useValue: opener },
      { provide: OpenedResources, useValue: opened },
    ];
    return { module: ConfigurationModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }
}
