import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iTXt, png, tEXt } from '../../fixtures/build/png.ts';
import { xmpPacket } from '../../fixtures/build/xmp.ts';
import { sharedGenerations } from '../../src/http/shared-generations.ts';
import { type Stage, stage } from '../helpers/gate-production.ts';

const JOB = '996de4a8-647f-4a65-8b03-a65cdfdbf22f';
const DOCUMENT = 'xmp.did:0f4e2f3a-1111-4222-8333-444455556666';
const SAVE = 'xmp.iid:1f4e2f3a-1111-4222-8333-444455556666';
const PROMPT = `a quay at dusk --v 7 Job ID: ${JOB}`;

let colour = 0;
/** A picture unlike any other, with these chunks. */
function picture(...before: readonly Buffer[]): Buffer {
  colour += 1;
  return png({ rgb: [colour, 90, 120], before });
}

/** Metadata of a document and of what it was derived from. */
function xmp(own: Readonly<Record<string, string>>, parent?: string): Buffer {
  const from =
    parent === undefined
      ? ''
      : `<xmpMM:DerivedFrom xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:stRef="http://ns.adobe.com/xap/1.0/sType/ResourceRef#" stRef:documentID="${parent}"/>`;
  return iTXt('XML:com.adobe.xmp', xmpPacket(own, from));
}

let show: Stage;
beforeAll(async () => {
  show = await stage({
    'art/a.png': picture(
      tEXt('Description', PROMPT),
      xmp({ 'xmpMM:DocumentID': DOCUMENT, 'xmpMM:InstanceID': SAVE }),
    ),
    'art/plain.png': picture(xmp({ 'xmpMM:DocumentID': 'xmp.did:2f4e2f3a-1111-4222-8333-444455556666' })),
  });
  await show.check(['art']);
});
afterAll(() => show.close());

const itemOf = async (path: string) => (await show.check([path])).items.find((item) => item.path === path);
const evidenceOf = async (path: string) => {
  const id = (await itemOf(path))?.assetId;
  return id === undefined ? [] : show.runtime.registry.assets.evidence(id);
};

describe('what the ids of registered GenAI say of a new file', () => {
  test.each([
    ['that names its document as parent', 'derived.png', () => [xmp({}, DOCUMENT)]],
    [
      'that is the same save of the same document',
      'saved.png',
      () => [xmp({ 'xmpMM:InstanceID': SAVE.toUpperCase() })],
    ],
    ['that carries the same job', 'job.png', () => [xmp({ 'Iptc4xmpExt:DigImageGUID': JOB })]],
  ])('one %s is derived from it', async (_name, file, chunks) => {
    show.write(`more/${file}`, picture(...chunks()));
    expect(await itemOf(`more/${file}`)).toMatchObject({
      origin: 'genai',
      involvement: 'derived',
      temporary: true,
    });
    expect(await evidenceOf(`more/${file}`)).toContainEqual(
      expect.objectContaining({ rule: 'lineage.known-genai', strength: 'lineage', tool: 'Midjourney' }),
    );
  });

  test.each([
    [
      'derived from a document nobody called GenAI',
      () => [xmp({}, 'xmp.did:2f4e2f3a-1111-4222-8333-444455556666')],
    ],
    ['of the same document in another save', () => [xmp({ 'xmpMM:DocumentID': DOCUMENT })]],
    ['without any id', () => []],
  ])('one %s is of unknown origin', async (_name, chunks) => {
    show.write('more/other.png', picture(...chunks()));
    expect(await itemOf('more/other.png')).toMatchObject({ origin: 'unknown', suspected: false });
  });
});

describe('looking up an id', () => {
  const list = async (generationId: string) =>
    (await show.runtime.registry.assets.list({ generationId }, { limit: 10 })).map(
      ({ location }) => location.path,
    );

  test('gives every file that carries it, as its own or another’s', async () => {
    show.write('more/twin.png', picture(xmp({ 'Iptc4xmpExt:DigImageGUID': JOB })));
    await show.check(['more']);
    expect(await list(JOB)).toEqual(expect.arrayContaining(['art/a.png', 'more/twin.png']));
    expect(await list(DOCUMENT)).toContain('art/a.png');
    expect(await list('nothing')).toEqual([]);
  });

  test('of a generation is told with the file itself', async () => {
    const id = (await itemOf('art/a.png'))?.assetId;
    if (id === undefined) throw new Error('it is registered');
    const [shared] = await sharedGenerations(show.runtime.registry, id);
    expect(shared).toMatchObject({ id: JOB });
    expect(shared?.paths).toContain('more/twin.png');
    expect(shared?.paths).not.toContain('art/a.png');
  });
});
