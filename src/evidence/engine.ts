/**
 * Version of all that turns bytes into evidence: containers, readers and rules. Rises by hand with every change that can
 * alter a claim; a test compares a digest of them all with the one noted beside it, so that nobody forgets.
 */
export const ENGINE_VERSION = 1;

/** Digest of all that at this version; the test prints the new one. */
export const ENGINE_DIGEST = 'a7add5e8d92ad8a0';
