import { afterEach, expect, test } from 'vitest';
import { unknownsQueue } from '../../src/records/unknowns.ts';
import { unknownsCsv, unknownsJson, unknownsSchema, unknownsTable } from '../../src/reports/unknowns.ts';
import { type Stage, stage } from '../helpers/gate-production.ts';
import { cameraJpeg, generatedPng, plainPng } from '../helpers/material.ts';

let show: Stage;
afterEach(() => show.close());

const SUSPECT = 'ChatGPT Image Apr 3, 2025, 10_12_33 AM.png';
const command = (path: string): string => `'${path}'`;

test('groups what is unknown by sequence and folder, the biggest first, and lists questions one by one', async () => {
  const files: Record<string, Buffer> = {
    'art/a.png': await plainPng('a'),
    'art/b.png': await plainPng('b'),
  };
  for (const frame of [1, 2, 3, 4]) files[`vfx/acme/sh_000${frame}.png`] = await plainPng(`f${frame}`);
  files['vfx/acme/deep/x.png'] = await plainPng('x');
  files['vfx/acme/z_0001.png'] = await plainPng('z');
  files[`vfx/${SUSPECT}`] = await plainPng('s');
  files['vfx/was.png'] = await generatedPng('was');
  show = await stage(files, {
    suppliers: [{ path: 'vfx/acme/**', name: 'Acme VFX', contact: 'Acme producer' }],
  });
  await show.check(['']);
  show.write('vfx/was.png', await plainPng('now'));
  await show.check(['']);
  const queue = await unknownsQueue(show.runtime);
  expect(queue.unknown).toBe(10);
  expect(queue.groups.map(({ folder, sequence, count }) => [sequence ?? folder, count])).toEqual([
    ['vfx/acme/sh_####.png', 4],
    ['art', 2],
    ['vfx/acme/deep', 1],
    ['vfx/acme', 1],
  ]);
  expect(queue.questions.map(({ path, because }) => [path, because])).toEqual([
    [`vfx/${SUSPECT}`, 'suspected'],
    ['vfx/was.png', 'replaced-temporary'],
  ]);
  const table = [...unknownsTable(queue, command)].join('');
  expect(table).toContain(
    "provgate declare 'vfx/acme/sh_####.png' --where origin=unknown --origin camera --by 'Acme producer' --basis TEXT",
  );
  expect(table).toContain('6 files from Acme VFX, all of the 3 groups below at once');
  expect(table).toContain(
    "provgate declare 'vfx/acme' --where origin=unknown --origin camera --by 'Acme producer' --basis TEXT",
  );
  expect(table).toContain("provgate declare 'art' --flat --where origin=unknown --where format=png");
  expect(table).toContain(`provgate answer 'vfx/${SUSPECT}' --origin human --by NAME --reason TEXT`);
  const json = unknownsSchema.parse(JSON.parse([...unknownsJson(queue, command)].join('')));
  expect([json.unknown, json.groups.length, json.questions.length]).toEqual([10, 4, 2]);
  expect([...unknownsCsv(queue, command)]).toHaveLength(7);
});

test('says so where nothing is open', async () => {
  show = await stage(
    { 'a.jpg': await cameraJpeg(), 'g.png': await generatedPng('g') },
    {
      origins: [{ path: '**/*.jpg', origin: 'camera', by: 'card' }],
    },
  );
  await show.check(['']);
  const queue = await unknownsQueue(show.runtime);
  expect([...unknownsTable(queue, command)].join('')).toMatch(/^Nothing is open/);
});
