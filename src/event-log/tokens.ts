/** Where modules ask for the event log; only the app's composition knows which engine answers. */
export const EVENT_LOG = Symbol('EventLog');
