// node --import ./scripts/typescript.mjs src/cli.ts …
import { register } from 'node:module';

register('./typescript-hooks.mjs', import.meta.url);
