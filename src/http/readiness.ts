/** Who knows whether this process can do its work; the app's composition provides it. */
export const READINESS = Symbol('Readiness');

export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface Readiness {
  /** Not ready means stalled or cut off. A projection that is merely behind is ready: restarting it would only set it back. */
  check(): Promise<{ readonly ready: boolean; readonly checks: readonly ReadinessCheck[] }>;
}
