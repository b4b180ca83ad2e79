#!/usr/bin/env node
// `rapport …`: the built program, building it first where that was not done yet.
import { ensureBuilt } from '../scripts/ensure-built.mjs';

ensureBuilt({ evenIfOld: false });
await import('../dist/src/cli.js');
