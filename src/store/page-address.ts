// The address of the page, which has all views, from the page itself or from the embedded page beside it.

/** Without a search string: a folder, with a slash at its end. */
export function pageAddress(): string {
  return location.origin + location.pathname.replace(/[^/]*$/, '');
}
