// Ends a transaction without storing anything of it.

export function abortTransaction(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch (error) {
    // It has ended already: a failed request or a closed connection aborts it.
    if (!(error instanceof DOMException && error.name === 'InvalidStateError')) throw error;
  }
}
