import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { mountHolding, mountOf, parseMountCommand, parseMountInfo } from '../../src/files/mount.ts';

const MOUNT_INFO = `22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
40 22 0:35 / /mnt/PROD rw,nosuid shared:20 - nfs4 server:/prod rw,vers=4.2
41 22 0:36 / /mnt/card ro,relatime shared:21 - exfat /dev/sdb1 ro
42 40 0:37 / /mnt/PROD/local\\040scratch rw - xfs /dev/sdc1 rw
43 22 0:38 / /mnt/bucket rw - fuse.s3fs s3fs rw
44 22 8:17 / /mnt/ntfs rw - fuseblk /dev/sdd1 rw
45 22 0:39 / /mnt/card rw shared:22 - cifs //nas/card rw
not a line
`;

describe('what kind of file system a path is on', () => {
  const table = parseMountInfo(MOUNT_INFO);
  test.each([
    ['/work', { type: 'ext4', local: true, readOnly: false, mountPoint: '/' }],
    ['/mnt/PROD', { type: 'nfs4', local: false, readOnly: false, mountPoint: '/mnt/PROD' }],
    ['/mnt/PRODUCTION', { type: 'ext4', local: true, readOnly: false, mountPoint: '/' }],
    [
      '/mnt/PROD/local scratch/a',
      { type: 'xfs', local: true, readOnly: false, mountPoint: '/mnt/PROD/local scratch' },
    ],
    ['/mnt/bucket/x', { type: 'fuse.s3fs', local: false, readOnly: false, mountPoint: '/mnt/bucket' }],
    ['/mnt/ntfs/x', { type: 'fuseblk', local: true, readOnly: false, mountPoint: '/mnt/ntfs' }],
  ])('%s', (path, mount) => {
    expect(mountHolding(path, table)).toEqual(mount);
  });

  test('of two mounts on one point the later one is what is seen', () => {
    expect(mountHolding('/mnt/card/DCIM', table)).toMatchObject({ type: 'cifs', local: false });
  });

  test('macOS says itself whether a volume is local', () => {
    const mac = parseMountCommand(
      '/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n//ed@nas/PROD on /Volumes/PROD (smbfs, nodev, nosuid, mounted by ed)\n',
    );
    expect(mountHolding('/Users/ed', mac)).toEqual({
      type: 'apfs',
      local: true,
      readOnly: true,
      mountPoint: '/',
    });
    expect(mountHolding('/Volumes/PROD/a', mac)).toMatchObject({ type: 'smbfs', local: false });
  });

  test.runIf(process.platform === 'linux')('this machine answers for a real folder', () => {
    const mount = mountOf(tmpdir());
    expect(tmpdir().startsWith(mount.mountPoint)).toBe(true);
    expect(mount.type).not.toBe('unknown');
  });
});
