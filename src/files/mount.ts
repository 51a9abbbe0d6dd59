import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';

/** The file system a path is on. */
export interface Mount {
  /** The system's name for it: `ext4`, `apfs`, `nfs4`, `fuse.sshfs`; `unknown` where the system does not say. */
  readonly type: string;
  /** False on network file systems and where it could not be established. */
  readonly local: boolean;
  readonly readOnly: boolean;
  readonly mountPoint: string;
}

/** File systems whose bytes live on another machine, or on the host of a virtual one. */
const NETWORK = new Set(
  (
    'nfs nfs4 cifs smb smb2 smb3 smbfs afpfs afs ncpfs webdav davfs 9p virtiofs vboxsf vmhgfs prl_fs ' +
    'glusterfs ceph lustre beegfs gpfs panfs stornext snfs cvfs acfs ocfs2 gfs2 macfuse osxfuse'
  ).split(' '),
);

/** Behind FUSE anything can stand, mostly something remote; `fuseblk` is a local disk (NTFS, exFAT). */
function isLocal(type: string): boolean {
  return !NETWORK.has(type) && type !== 'fuse' && !type.startsWith('fuse.');
}

/** The mount that holds `path` (which must exist). */
export function mountOf(path: string): Mount {
  const real = realpathSync(path);
  return (
    mountHolding(real, mountTable()) ?? { type: 'unknown', local: false, readOnly: false, mountPoint: '/' }
  );
}

/** The last-mounted entry with the longest mount point at or above `path`. */
export function mountHolding(path: string, table: readonly Mount[]): Mount | undefined {
  let best: Mount | undefined;
  for (const mount of table) {
    const point = mount.mountPoint;
    const above = point === '/' || path === point || path.startsWith(`${point}/`);
    if (above && (best === undefined || point.length >= best.mountPoint.length)) best = mount;
  }
  return best;
}

const MOUNT_COMMAND = '/sbin/mount';

function mountTable(): readonly Mount[] {
  if (process.platform === 'linux') return parseMountInfo(readFileSync('/proc/self/mountinfo', 'utf8'));
  if (process.platform === 'win32') return [];
  return parseMountCommand(execFileSync(MOUNT_COMMAND, { encoding: 'utf8' }));
}

/** Linux `/proc/self/mountinfo` (proc_pid_mountinfo(5)). */
export function parseMountInfo(text: string): readonly Mount[] {
  const mounts: Mount[] = [];
  for (const line of text.split('\n')) {
    const words = line.split(' ');
    const dash = words.indexOf('-', 6);
    const [point, flags, type, superFlags] = [words[4], words[5], words[dash + 1], words[dash + 3]];
    if (dash === -1 || point === undefined || type === undefined) continue;
    mounts.push({
      type,
      local: isLocal(type),
      readOnly: hasFlag(flags, 'ro') || hasFlag(superFlags, 'ro'),
      mountPoint: unescapeOctal(point),
    });
  }
  return mounts;
}

/** What BSD and macOS `mount` prints: `/dev/disk3s1 on / (apfs, local, read-only)`. */
export function parseMountCommand(text: string): readonly Mount[] {
  const mounts: Mount[] = [];
  for (const line of text.split('\n')) {
    const match = /^.* on (\/.*) \(([^()]*)\)$/.exec(line);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const flags = match[2].split(', ');
    mounts.push({
      type: flags[0] ?? 'unknown',
      local: flags.includes('local'),
      readOnly: flags.includes('read-only'),
      mountPoint: match[1],
    });
  }
  return mounts;
}

function hasFlag(flags: string | undefined, flag: string): boolean {
  return flags?.split(',').includes(flag) ?? false;
}

function unescapeOctal(text: string): string {
  if (!text.includes('\\')) return text;
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  const plain = bytes.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return Buffer.from(plain, 'latin1').toString('utf8');
}
