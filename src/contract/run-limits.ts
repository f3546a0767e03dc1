// How many finished runs stay, and how they are named.

/** So many runs of this machine stay; pinned ones always do. */
export const OWN_RUNS = 30;
/** The same for runs that came as files, such as those of a class. They never push out a run of this machine. */
export const IMPORTED_RUNS = 200;
/** Characters of a name. */
export const RUN_NAME_LENGTH = 80;
