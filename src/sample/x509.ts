import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { bits, boolean, explicit, integer, octets, oid, sequence, set, utcTime, utf8 } from './der.ts';

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const OID = {
  commonName: '2.5.4.3',
  organization: '2.5.4.10',
  subjectKeyId: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  authorityKeyId: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  emailProtection: '1.3.6.1.5.5.7.3.4',
  documentSigning: '1.3.6.1.5.5.7.3.36',
} as const;

/** A leaf's private key and its certificate chain, leaf first, each as DER. */
export interface SigningIdentity {
  readonly key: KeyObject;
  readonly chain: readonly [leaf: Buffer, authority: Buffer];
}

/**
 * A certificate authority and a leaf made on the spot, fit for signing Content Credentials (C2PA 2.2 §14.5, RFC 5280).
 * `uses` are the purposes of the leaf's key, by their object identifiers. Nobody else knows the keys and nothing trusts them: a picture signed with them can be intact, never vouched for.
 */
export function makeIdentity(
  organization: string,
  notBefore: string,
  notAfter: string,
  uses: readonly string[] = [OID.emailProtection, OID.documentSigning],
): SigningIdentity {
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const leaf = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = name(organization, `${organization} root, made for one run`);
  const validity = sequence(utcTime(notBefore), utcTime(notAfter));
  const issue = (subject: Buffer, key: KeyObject, extensions: readonly Buffer[]): Buffer =>
    certificate({ issuer, validity, subject, key, extensions }, authority.privateKey);
  const authorityKeyId = extension(OID.authorityKeyId, sequence(implicit(0, keyId(authority.publicKey))));
  const subjectKeyId = (key: KeyObject): Buffer => extension(OID.subjectKeyId, octets(keyId(key)));
  return {
    key: leaf.privateKey,
    chain: [
      issue(name(organization, `${organization} signer`), leaf.publicKey, [
        extension(OID.basicConstraints, sequence(), true),
        extension(OID.keyUsage, DIGITAL_SIGNATURE, true),
        extension(OID.extendedKeyUsage, sequence(...uses.map(oid))),
        subjectKeyId(leaf.publicKey),
        authorityKeyId,
      ]),
      issue(issuer, authority.publicKey, [
        extension(OID.basicConstraints, sequence(boolean(true)), true),
        extension(OID.keyUsage, SIGN_CERTIFICATES, true),
        subjectKeyId(authority.publicKey),
        authorityKeyId,
      ]),
    ],
  };
}

const DIGITAL_SIGNATURE = bits(Buffer.of(0x80), 7);
const SIGN_CERTIFICATES = bits(Buffer.of(0x06), 1);

interface ToBeSigned {
  readonly issuer: Buffer;
  readonly validity: Buffer;
  readonly subject: Buffer;
  readonly key: KeyObject;
  readonly extensions: readonly Buffer[];
}

function certificate(content: ToBeSigned, issuerKey: KeyObject): Buffer {
  const version3 = explicit(0, integer(Buffer.of(2)));
  const body = sequence(
    version3,
    integer(serial()),
    ECDSA_SHA256,
    content.issuer,
    content.validity,
    content.subject,
    content.key.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...content.extensions)),
  );
  return sequence(body, ECDSA_SHA256, bits(sign('sha256', body, issuerKey)));
}

/** A random serial number, positive and without a leading zero byte. */
function serial(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

function name(organization: string, commonName: string): Buffer {
  const attribute = (type: string, text: string): Buffer => set(sequence(oid(type), utf8(text)));
  return sequence(attribute(OID.organization, organization), attribute(OID.commonName, commonName));
}

function extension(type: string, value: Buffer, critical = false): Buffer {
  return sequence(oid(type), ...(critical ? [boolean(true)] : []), octets(value));
}

/** Method 1 of RFC 5280 §4.2.1.2 over the whole public key info; any stable number serves. */
function keyId(key: KeyObject): Buffer {
  return createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest();
}

/** Primitive implicit context tag. */
function implicit(number: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(0x80 | number, content.length), content]);
}
