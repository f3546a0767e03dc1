// Lets the page hear of an error in a promise: a rejection stays inside of a worker, an error that a task throws does not.

/** Throws the reason of every unhandled rejection in a task of its own. */
export function rethrowRejections(scope: EventTarget): void {
  scope.addEventListener('unhandledrejection', (event) => {
    const { reason } = event as PromiseRejectionEvent;
    // The thrown error is logged.
    event.preventDefault();
    setTimeout(() => {
      throw reason;
    });
  });
}
