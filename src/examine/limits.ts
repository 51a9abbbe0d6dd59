/** Wall time one file may be parsed, milliseconds; work linear in its size adds to it at `FLOOR_BYTES_PER_MS`. */
export const PARSE_MS = 5_000;
/** Resident memory a process may have while it parses, MiB. */
export const MEMORY_MIB = 512;
/** What a Node process maps as data before it does anything, MiB; the operating system's limit stands on top of it. */
export const BASELINE_DATA_MIB = 1_024;
/** Heap of JavaScript objects in a process, MiB; buffers and wasm count towards `MEMORY_MIB` only. */
export const HEAP_MIB = 256;
/** 50 MB/s: slower work over a file's bytes counts as parsing time. */
export const FLOOR_BYTES_PER_MS = 50_000;
/** How long hashing may stand still before the file counts as stalled. */
export const STALL_MS = 10_000;
/** How long a process may take to load its modules. */
export const START_MS = 30_000;
/** How often busy processes are looked at. */
export const WATCH_MS = 50;
/** A process without work ends after this. */
export const IDLE_MS = 30_000;
/** Two processes, because at most two files are hashed at once and the usual machine has cores to spare. */
export const WORKERS = 2;
/** Orders a process holds at once; enough to work on while the parent is busy with a transaction. */
export const ORDERS_IN_FLIGHT = 128;
/** From this size a process asks whether bytes are known; reading a smaller file costs less than the answer. */
export const ASK_BYTES = 1024 * 1024;
/** From this size a file is hashed in slices between others, at most one of them in a process. */
export const LARGE_BYTES = 16 * 1024 * 1024;
/** A sidecar larger than this is not one. */
export const SIDECAR_BYTES = 64 * 1024 * 1024;
/** How often a reader may die on the same bytes before they count as unreadable. */
export const DEATHS = 2;
