import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';
import { RapportError } from '../../domain/kernel/errors.js';

/**
 * Takes the `.env` file of the folder into the process's environment, where there is one. What the environment already has wins, so that
 * a variable set for one call is not undone by a file.
 * @throws RapportError INVALID_CONFIGURATION when the file is there but cannot be read.
 */
export function loadEnvironmentFile(folder: string): void {
  const file = join(folder, '.env');
  if (!existsSync(file)) return;
  try {
    loadEnvFile(file);
  } catch (cause) {
    throw new RapportError('INVALID_CONFIGURATION', `${file} cannot be read`, {
      field: '.env',
      remedy: 'Make it a readable file of NAME=value lines, or remove it.',
      cause,
    });
  }
}
