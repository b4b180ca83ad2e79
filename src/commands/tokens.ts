/** Injects the CommandRunner. */
export const COMMAND_RUNNER = Symbol('CommandRunner');
