/** The letters of Bech32, by value. */
const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** What stands in front of the data: `age`, or that of a plugin of age, such as `age1yubikey`, or of its keys after quantum computers. */
const BECH32 = /^(age|age1[a-z0-9+._-]+)1([02-9ac-hj-np-z]{6,})$/;

/** Letters of a key of 32 bytes, and of the checksum. */
const X25519_LETTERS = 52 + 6;

/** A key of SSH, which age takes as well: type and key, perhaps a comment. `sops` splits at commas. */
const SSH = /^(ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}|ssh-rsa AAAAB3NzaC1yc2E[A-Za-z0-9+/]{100,}={0,2})( [^,]*)?$/;

/** Whether a text is a public key that age encrypts for. One with a mistyped letter is none: age checks the sum, and so do we. */
export function isAgeRecipient(text: string): boolean {
  if (SSH.test(text)) return true;
  const [, prefix, data] = BECH32.exec(text) ?? [];
  if (prefix === undefined || (prefix === 'age' && data.length !== X25519_LETTERS)) return false;
  return checksum(prefix, data) === 1;
}

/** The checksum of Bech32, which is 1 for a text without mistakes. */
function checksum(prefix: string, data: string): number {
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  const values = [
    ...codes.map((code) => code >> 5),
    0,
    ...codes.map((code) => code & 31),
    ...[...data].map((letter) => LETTERS.indexOf(letter)),
  ];
  return values.reduce((sum, value) => {
    const shifted = ((sum & 0x1ffffff) << 5) ^ value;
    return GENERATORS.reduce((result, generator, bit) => ((sum >>> 25) & (1 << bit) ? result ^ generator : result), shifted);
  }, 1);
}
