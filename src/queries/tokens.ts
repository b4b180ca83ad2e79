/** Injects the Views that queries read. */
export const VIEWS = Symbol('Views');
/** Injects the ProjectionStatusSource. */
export const PROJECTION_STATUS = Symbol('ProjectionStatusSource');
