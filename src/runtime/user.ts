import { userInfo } from 'node:os';

/** The effective user's login name as the system knows it (never from the environment); `uid N` where it has none (threats 14). */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // The system has no entry for this user id, as in a container run with an arbitrary one.
    return `uid ${process.geteuid?.() ?? 'unknown'}`;
  }
}
