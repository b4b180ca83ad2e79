const LOOK_EVERY_MS = 500;

/**
 * Sends SIGTERM to this process once its parent has exited. npm passes SIGTERM to the shell that runs the script, but Debian's
 * shell exits without passing it on. Without this, stopping `npm start` would leave the server running, with its files and its
 * port.
 */
export function endWithShell() {
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS).unref();
}
