/** The text of the sample's `provgate.json`. */
export function sampleConfiguration(productionId: string): string {
  const configuration = {
    id: productionId,
    title: 'Quayside',
    root: '.',
    policy: 'approval-id',
    deliverables: [{ path: '06_DELIVERY/**', type: 'stills' }],
    origins: [{ path: '01_CAMERA/**', origin: 'camera', by: 'DIT card offload' }],
    suppliers: [{ path: '04_VFX/acme/**', name: 'Acme VFX', contact: 'Acme producer' }],
    ignore: ['docs/**'],
  };
  return `${JSON.stringify(configuration, null, 2)}\n`;
}
