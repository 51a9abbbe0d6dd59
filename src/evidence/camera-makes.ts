/** Makers of cameras as they write themselves into `Make` (EXIF 3.0 §4.6.5), lower case, without company suffixes. */
const MAKES: ReadonlySet<string> = new Set(
  [
    'apple, arri, asus, bell & howell, blackmagic design, canon, casio, concord, dji, docomo, epson, fairphone, fujifilm',
    'ge, general imaging, google, gopro, hasselblad, hisilicon, hmd global, hp, hewlett-packard, htc, huawei, insta360',
    'jenoptik, jvc, kandao, kodak, eastman kodak, konica minolta, konica, kyocera, leaf, leica, leica camera, lg, lge',
    'lg electronics, lytro, mamiya, medion, microsoft, minolta, motorola, nec, nikon, nokia, nothing, olympus, om digital',
    'om digital solutions, oneplus, oppo, panasonic, parrot, pentax, phase one, polaroid, praktica, realme, red',
    'red digital cinema, reconyx, ricoh, ricoh imaging, rollei, samsung, samsung electronics, samsung techwin, sanyo',
    'sharp, sigma, skanhex, sony, sony ericsson, sony mobile, technika, tecno, toshiba, traveler, ulefone, vivo, xiaomi, yi',
    'yuneec, zeiss, zte, z cam, kinefinity, contax, asahi optical, vodafone, honor, tcl, blackview, aiptek, agfaphoto',
  ]
    .join(', ')
    .split(', '),
);

const SUFFIX =
  /[,. ]*\b(?:corporation|corp|company|co|ltd|inc|gmbh|ag|imaging|optical|digital camera|electronics|camera|technologies|international)\b[., ]*$/;

/** Whether a maker is a known maker of cameras; JSON, paths and vendors of generators are none. */
export function isCameraMake(make: string): boolean {
  let name = make.trim().toLowerCase();
  for (let round = 0; round < 4; round += 1) {
    if (MAKES.has(name)) return true;
    const shorter = name.replace(SUFFIX, '').trim();
    if (shorter === name) return false;
    name = shorter;
  }
  return MAKES.has(name);
}
