import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { reasonOf } from './system-error.ts';
import { UsageError } from './usage-error.ts';

/** PEM text of the certificates in a file. `subject` begins the sentence of the UsageError. */
export async function readCa(path: string, subject: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${subject} ${path} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0)
    throw new UsageError(
      `${subject} ${path} holds no certificate; it must be in PEM form (-----BEGIN CERTIFICATE-----).`,
    );
  for (const certificate of certificates) {
    try {
      new X509Certificate(certificate);
    } catch (error) {
      throw new UsageError(`${subject} ${path} holds a certificate that cannot be read; export it again in PEM form.`, {
        cause: error,
      });
    }
  }
  return `${certificates.join('\n')}\n`;
}
