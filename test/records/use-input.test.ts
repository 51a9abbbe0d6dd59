import { describe, expect, test } from 'vitest';
import type { PersonId } from '../../src/domain/person.ts';
import { hashBytes } from '../../src/files/hash.ts';
import { readUse, requireUse, statementOf } from '../../src/records/use/use-input.ts';
import { guidance } from '../helpers/use-values.ts';

const reading = {
  people: { idOf: (name: string) => Promise.resolve(`id of ${name}` as PersonId) },
  guidances: [guidance],
};
const wrong = expect.objectContaining({ code: 'usage' });
const faults = (raw: object): readonly string[] => {
  const read = readUse(raw);
  return 'faults' in read ? read.faults.map(({ words }) => words) : [];
};

describe('a use as people type it', () => {
  test('takes short codes, option names, choices with blanks or hyphens, and lists as text', async () => {
    const use = requireUse({
      use: 'ideation, temp-media',
      Company: 'Acme',
      tool: 'Midjourney',
      'tool.deployment': 'saas-business',
      model: 'not disclosed by vendor',
      enterprise: 'Yes',
      trains: 'not stated',
      inputs: 'script: pages 12 to 14; own new',
      talent: 'none',
      operator: 'Ana Ruiz',
      made: '2026-11-01..2026-11-20',
      story: 'none',
      misleading: 'no',
      references: 'brand: Cola',
      union: 'none',
      prompt: 'a quay at dusk, in rain',
      prominence: 'story relevant',
    });
    const statement = await statementOf(use, reading);
    expect(statement).toEqual({
      useCases: ['UC-IDEATION', 'UC-TEMP-MEDIA'],
      company: 'Acme',
      tool: { name: 'Midjourney', deployment: 'saas_business' },
      model: 'not_disclosed_by_vendor',
      enterpriseSecured: 'yes',
      trainsOnIo: 'not_stated',
      inputs: [
        { class: 'script', kind: 'pages 12 to 14' },
        { class: 'own_new', kind: 'own new' },
      ],
      talent: [],
      operator: 'id of Ana Ruiz',
      generatedFrom: '2026-11-01T00:00:00.000Z',
      generatedUntil: '2026-11-20T00:00:00.000Z',
      keyCharacter: false,
      keyVisual: false,
      centralSetting: false,
      misleading: { couldBeTakenAsReal: 'no', newsStyle: false, realPerson: false, realEvent: false },
      references: [{ class: 'brand', name: 'Cola' }],
      unionImpact: [],
      prompts: [{ sha256: hashBytes('a quay at dusk, in rain') }],
      prominence: 'story_relevant',
    });
  });

  test('keeps the text of a prompt only where that was asked for', async () => {
    const use = requireUse({ prompts: [{ text: 'a quay', negative: 'rain' }] });
    expect((await statementOf(use, reading)).prompts).toEqual([{ sha256: hashBytes('a quay') }]);
    const kept = await statementOf(use, { ...reading, keepPrompts: true });
    expect(kept.prompts).toEqual([{ sha256: hashBytes('a quay'), text: 'a quay', negative: 'rain' }]);
  });

  test('"none" and "unsure" are answers; what is left out is not', async () => {
    expect(await statementOf(requireUse({ talent: 'unsure' }), reading)).toEqual({ talentUnsure: true });
    expect(await statementOf(requireUse({ inputs: 'none', company: '' }), reading)).toEqual({ inputs: [] });
  });

  test('performers become ids, with what of them is altered', async () => {
    const use = requireUse({
      talent: [{ relation: 'alteration', performer: 'Ana Ruiz', axes: 'dialogue,tone' }],
    });
    expect((await statementOf(use, reading)).talent).toEqual([
      { relation: 'alteration', performer: 'id of Ana Ruiz', axes: ['dialogue', 'tone'] },
    ]);
  });

  test.each([
    [{ purpos: 'x' }, 'there is no field "purpos"; did you mean "purpose"?'],
    [{ enterprise: 'ja' }, 'enterpriseSecured is "ja"; it must be one of yes, no, unsure'],
    [{ inputs: 'scrpt' }, 'inputs, entry 1, class is "scrpt"; did you mean "script"?'],
    [
      { talent: 'replica_voise: Ana' },
      'talent, entry 1, relation is "replica_voise"; did you mean "replica_voice"?',
    ],
    [{ talent: [{ performer: 'Ana' }] }, expect.stringContaining('relation is missing')],
    [{ keyVisual: 'perhaps' }, 'keyVisual must be yes or no, not "perhaps"'],
    [{ steps: [{ tol: 'x' }] }, 'there is no field "tol"; did you mean "tool"?'],
    [{ tool: { nme: 'x' } }, expect.stringContaining('nme')],
  ])('%j is told with the nearest there is', (raw, words) => {
    expect(faults(raw)).toContainEqual(words);
  });

  test.each([
    [{ use: 'ideatoin' }, /Did you mean ideation\?/],
    [{ made: '2026-11-20..2026-11-01' }, /2026-11-01\.\.2026-11-20/],
    [{ made: 'yesterday' }, /2026-12-31/],
    [{ tool: { vendor: 'x' } }, /--tool NAME/],
  ])('%j is a wrong call that says what to type', async (raw, next) => {
    await expect(statementOf(requireUse(raw), reading)).rejects.toThrowError(
      expect.objectContaining({ code: 'usage', next: expect.stringMatching(next) }),
    );
  });

  test('members that would change what objects are stay unknown fields', () => {
    expect(() => requireUse(JSON.parse('{"__proto__": {"company": "x"}}'))).toThrowError(wrong);
  });
});
