/** Companies by Unified Social Credit Code as seen in labels, with the product they are known for. A code names a company, not one app. */
const PRODUCERS: Readonly<Record<string, string>> = {
  '91110102MACQD9K640': 'Doubao',
  '9144030008867405X2': 'Jimeng',
  '91440101MA9Y9T4H7A': 'Qwen',
  '91110108335469089C': 'Kling',
  '91440300708461136T': 'Tencent',
  '91110000802100433B': 'Baidu',
  '91110105MACJ6K1C8A': 'LiblibAI',
  '91340100MAEB4N8H76': 'RunningHub',
  '91330106MA2CFLDG4R': 'Tongyi',
  '91440300MA5G49LC9K': 'Honor',
};

/** Who a label names: a product for a known company code, otherwise what it says. */
export function producerName(producer: string | undefined): string | undefined {
  const text = producer?.trim() ?? '';
  if (text === '') return undefined;
  const code = /^0011([0-9A-HJ-NPQRTUWXY]{18})/.exec(text)?.[1] ?? text;
  return (Object.hasOwn(PRODUCERS, code) ? PRODUCERS[code] : undefined) ?? text;
}
