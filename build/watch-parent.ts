/**
 * Calls back once when the process that started this one is gone. npm starts scripts through a shell, and a shell
 * ended by a signal does not pass it on: without this watch, `npm start` would be gone and the server still there.
 */
export function watchParent(onGone: () => void): void {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, 500);
  timer.unref();
}
