import { ensureDrawing } from '../scripts/ensure-built.mjs';

/** Before any test. */
export default ensureDrawing;
