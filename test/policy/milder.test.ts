import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../src/configuration/read.ts';
import { packs } from '../../src/policy/index.ts';
import { isMilder, milderParts } from '../../src/policy/milder.ts';

const settingsOf = (name: string) => packs.find(({ id }) => id === name)?.settings;
const master = { path: '06_DELIVERY/**', type: 'master', territories: ['DE', 'FR'] };
const camera = { path: '01_CAMERA/**', origin: 'camera', by: 'DIT' };
const lab = { path: '02_LAB/**', origin: 'genai', by: 'the lab' };
const base = {
  policy: ['approval-id', { pack: 'netflix-genai-2025', settings: { unknownInFinal: 'block' } }],
  deliverables: [master],
  origins: [camera, lab],
  ignore: ['**/*.tmp'],
};

function read(change: object) {
  const text = JSON.stringify({
    id: '0199c0de-0000-7000-8000-0000000000aa',
    title: 'Quayside',
    ...base,
    ...change,
  });
  return parseConfiguration(text, 'provgate.json');
}
const parts = (change: object, from: object = {}) => milderParts(read(from), read(change), settingsOf);

describe('a change of provgate.json that can make a verdict milder (threat 17)', () => {
  test.each([
    ['a policy less', { policy: ['approval-id'] }, 'policy'],
    ['another policy in its place', { policy: ['netflix-genai-2025', './ours.json'] }, 'policy'],
    ['a setting back at its milder default', { policy: ['approval-id', 'netflix-genai-2025'] }, 'policy'],
    ['no deliverables', { deliverables: [] }, 'deliverables'],
    [
      'a narrower deliverables pattern',
      { deliverables: [{ ...master, path: '06_DELIVERY/*.mov' }] },
      'deliverables',
    ],
    ['fewer territories', { deliverables: [{ ...master, territories: ['DE'] }] }, 'deliverables'],
    ['another type', { deliverables: [{ ...master, type: 'social' }] }, 'deliverables'],
    ['an episode', { deliverables: [{ ...master, episode: '101' }] }, 'deliverables'],
    [
      'a later entry that takes over a part',
      { deliverables: [master, { path: '06_DELIVERY/web/**', type: 'social' }] },
      'deliverables',
    ],
    [
      'a folder that is said to be camera',
      { origins: [camera, lab, { ...camera, path: '03/**' }] },
      'origins',
    ],
    ['a GenAI folder less', { origins: [camera] }, 'origins'],
    ['origins in another order', { origins: [lab, camera] }, 'origins'],
    ['more left out of sweeps', { ignore: ['**/*.tmp', '**/*.png'] }, 'ignore'],
    ['no sidecars', { sidecars: 'off' }, 'sidecars'],
    ['another path map', { pathMap: [{ from: '/Volumes/PROD', to: '.' }] }, 'pathMap'],
    ['another root', { root: '/media/other' }, 'root'],
    ['another title', { title: 'Another' }, 'title'],
  ])('%s', (_what, change, part) => {
    expect(parts(change)).toEqual([part]);
  });

  test('settings of a policy nobody knows any more are milder in doubt', () => {
    const ours = (settings: object) => ({ policy: [{ pack: './ours.json', settings }] });
    expect(parts(ours({ strict: 'no' }), ours({ strict: 'yes' }))).toEqual(['policy']);
  });

  test.each([
    ['waiverMaxDays', 30, 90],
    ['selfApproval', 'no', 'yes'],
    ['promptTerms', ['Monet', 'Klimt'], ['Monet']],
    ['missingNoticeInTemp', 'review', 'warn'],
  ])('%s from %j to %j, and not the other way', (name, strict, mild) => {
    const set = (value: unknown) => ({
      policy: [{ pack: 'netflix-genai-2025', settings: { [name]: value } }],
    });
    expect(parts(set(mild), set(strict))).toEqual(['policy']);
    expect(parts(set(strict), set(mild))).toEqual([]);
  });
});

describe('a change that tightens, or concerns no verdict, needs nobody', () => {
  test.each([
    ['nothing', {}],
    ['a policy more', { policy: [...base.policy, './ours.json'] }],
    ['more territories', { deliverables: [{ ...master, territories: ['worldwide'] }] }],
    [
      'no territories at all, which is all of them',
      { deliverables: [{ path: master.path, type: 'master' }] },
    ],
    [
      'a deliverable nobody knew before',
      { deliverables: [master, { path: '07_SOCIAL/**', type: 'social' }] },
    ],
    ['a weaker onBlock', { deliverables: [{ ...master, onBlock: 'report' }] }],
    ['a camera folder less', { origins: [lab] }],
    ['a GenAI folder more', { origins: [camera, lab, { ...lab, path: '04_VFX/**' }] }],
    ['less left out of sweeps', { ignore: [] }],
    ['suppliers', { suppliers: [{ path: '04_VFX/**', name: 'Acme' }] }],
    ['times and limits', { settleMs: 5, sweepMinutes: 60, readMBps: 10 }],
  ])('%s', (_what, change) => {
    expect(parts(change)).toEqual([]);
    expect(isMilder(read({}), read(change), settingsOf)).toBe(false);
  });
});
